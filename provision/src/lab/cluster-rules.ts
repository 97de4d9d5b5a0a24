import { problemAt, problemAtKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { imagePattern } from './artifact-file.ts';
import type { Cluster } from './cluster-schema.ts';
import type { Lab } from './schema.ts';
import { isOverlapping, readSubnet } from './subnet.ts';

/** Each machine has a /24 of the pods' network. */
const MACHINE_PREFIX = 24;
/** The API server refuses larger networks of Services, and smaller ones hold too few. */
const SERVICE_PREFIXES = { least: 12, most: 24 } as const;

/** Keys of k3s's configuration that the lab writes itself: two of them would fight. */
const OWN_K3S_KEYS: Readonly<Record<string, string>> = {
  'cluster-cidr': 'cluster.pod_subnet',
  disable: 'cluster.k3s.disable',
  'flannel-iface': 'machines.NAME.address',
  'node-external-ip': 'machines.NAME.address',
  'node-ip': 'machines.NAME.address',
  'node-name': 'the name of the machine',
  server: 'machines.NAME.address',
  'service-cidr': 'cluster.service_subnet',
  'tls-san': 'cluster.k3s.tls_san',
  token: 'a secret of the lab',
  'token-file': 'a secret of the lab',
  'write-kubeconfig-mode': 'nobody: only root reads that file',
};

/** Each key of k3s's configuration is said in one place. */
export function k3sKeysAreFree({ k3s }: Cluster, source: Sourced): readonly Problem[] {
  const bad = (
    section: 'config' | 'server_config',
    key: string,
    [message, hint]: readonly [string, string],
  ) => problemAtKey(source, ['cluster', 'k3s', section, key], 'bad-value', message, hint);
  const owned = (['config', 'server_config'] as const).flatMap((section) =>
    Object.keys(k3s[section]).flatMap((key) => {
      const owner = OWN_K3S_KEYS[key];
      return owner === undefined
        ? []
        : [bad(section, key, [`the lab writes \`${key}\` itself`, `it comes from ${owner}`])];
    }),
  );
  const twice = Object.keys(k3s.server_config)
    .filter((key) => Object.hasOwn(k3s.config, key))
    .map((key) =>
      bad('server_config', key, [`\`config\` says \`${key}\` already`, 'the controller reads both']),
    );
  return [...owned, ...twice];
}

export function subnetsFit(
  { pod_subnet: pods, service_subnet: services }: Cluster,
  source: Sourced,
): readonly Problem[] {
  const bad = (key: string, message: string, hint?: string) =>
    problemAt(source, ['cluster', key], 'bad-value', message, hint);
  const problems: Problem[] = [];
  if (readSubnet(pods).prefix > MACHINE_PREFIX) {
    problems.push(bad('pod_subnet', `${pods} is too small: each machine has a /${MACHINE_PREFIX} of it`));
  }
  const { prefix } = readSubnet(services);
  if (prefix < SERVICE_PREFIXES.least || prefix > SERVICE_PREFIXES.most) {
    const range = `a /${SERVICE_PREFIXES.least} to a /${SERVICE_PREFIXES.most}`;
    problems.push(bad('service_subnet', `expected ${range}, this is ${services}`));
  }
  if (isOverlapping(readSubnet(pods), readSubnet(services))) {
    problems.push(bad('service_subnet', `${services} and the network of the pods, ${pods}, overlap`));
  }
  return problems;
}

/** A machine in the pods' or Services' network could not be reached from a pod. */
export function machinesAreElsewhere(
  lab: Pick<Lab, 'cluster' | 'machines'>,
  source: Sourced,
): readonly Problem[] {
  const networks: readonly (readonly [Path, string])[] = [
    [['cluster', 'pod_subnet'], lab.cluster.pod_subnet],
    [['cluster', 'service_subnet'], lab.cluster.service_subnet],
  ];
  return networks.flatMap(([path, network]) => {
    const inside = Object.entries(lab.machines).find(([, { address }]) =>
      isOverlapping(readSubnet(network), readSubnet(`${address}/${MACHINE_PREFIX}`)),
    );
    if (!inside) return [];
    const [name, { address }] = inside;
    return [
      problemAt(source, path, 'bad-value', `${network} and the network of \`${name}\` (${address}) overlap`),
    ];
  });
}

/** An archive has to be in `artifacts`, with the name of the image that it holds. */
export function archivesAreArtifacts(
  lab: Pick<Lab, 'cluster' | 'artifacts'>,
  source: Sourced,
): readonly Problem[] {
  const files = new Map(Object.values(lab.artifacts).flatMap((group) => Object.entries(group.files)));
  return lab.cluster.kubeadm.image_archives.flatMap((name, index) => {
    const file = files.get(name);
    if (file !== undefined && imagePattern(file) !== undefined) return [];
    const message =
      file === undefined
        ? `no file of \`artifacts\` is called \`${name}\``
        : `\`${name}\` is no archive of an image`;
    const hint = 'give it under `artifacts` as { file: …, image: … }';
    return [problemAt(source, ['cluster', 'kubeadm', 'image_archives', index], 'bad-value', message, hint)];
  });
}
