import { z } from 'zod';

import { HostName } from './values.ts';

/** An IPv4 network such as 10.244.0.0/16. */
const Subnet = z.cidrv4('expected an IPv4 network such as 10.244.0.0/16');

/** `all` would also pass over what nobody has thought of. kubeadm takes the names in any case. */
const PreflightError = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'expected the name of a check of kubeadm, such as Swap or NumCPU')
  .refine((name) => name.toLowerCase() !== 'all', 'expected the names of checks: `all` is never passed over');

const ArtifactName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/, 'expected the short name of a file under `artifacts`');

/** What only the distribution `kubeadm` asks for. Empty by default: the lab's machines need none of it. */
const Kubeadm = z.strictObject({
  ignore_preflight_errors: z
    .array(PreflightError)
    .describe('Checks of kubeadm that may fail, by their names; never all of them.'),
  image_archives: z
    .array(ArtifactName)
    .describe(
      'Short names of artifacts that are archives of images, put on every machine before its cluster starts.',
    ),
  kubelet: z.record(z.string(), z.unknown()).describe('Further fields of KubeletConfiguration (v1beta1).'),
  kube_proxy: z
    .record(z.string(), z.unknown())
    .describe('Further fields of KubeProxyConfiguration (v1alpha1).'),
  containerd: z
    .strictObject({
      restrict_oom_score_adj: z
        .boolean()
        .describe('For machines that may not lower the oom_score_adj of a process.'),
      disable_apparmor: z.boolean().describe('For machines whose kernel has AppArmor, but not for them.'),
    })
    .describe('What containerd does otherwise in a machine that is a container.'),
});

/** A packaged component of k3s: the names in its documentation. */
const K3sComponent = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'expected a component of k3s, such as traefik or servicelb');

const K3sKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, 'expected a flag of k3s without its dashes, such as node-label');

/** What only the distribution `k3s` asks for. */
const K3s = z.strictObject({
  disable: z
    .array(K3sComponent)
    .describe('Components of k3s that are left out. Its Traefik would take the port of the ingress gateway.'),
  tls_san: z
    .array(HostName)
    .describe('Further names and addresses for which the API server’s certificate is good.'),
  config: z
    .record(K3sKey, z.unknown())
    .describe('Further keys of /etc/rancher/k3s/config.yaml on every machine, by the names of k3s’s flags.'),
  server_config: z.record(K3sKey, z.unknown()).describe('The same on the controller alone.'),
});

/** The cluster that `playbooks/cluster.yml` makes of the machines. */
export const Cluster = z.strictObject({
  distribution: z
    .enum(['k3s', 'kubeadm'])
    .describe('Whose Kubernetes: k3s is one small program, kubeadm makes it as its project does.'),
  pod_subnet: Subnet.describe('The network of the pods; each machine has a /24 of it.'),
  service_subnet: Subnet.describe('The network of the Services.'),
  k3s: K3s.describe('What only k3s asks for.'),
  kubeadm: Kubeadm.describe('What only kubeadm asks for.'),
});
export type Cluster = z.infer<typeof Cluster>;
