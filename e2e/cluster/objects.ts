/** Objects for the tests of k8s and k8s_info: a set with a definition of its own, and pods that do nothing. */
export const NAMESPACE = 'k8s-test';

const LABELS = { app: 'toy' };

/** What `toys` may be asked for. */
export interface Toys {
  readonly image: string;
  readonly args?: readonly string[];
  /** How long a pod must stay ready to count: these have no probe, so each is ready as soon as it runs. @default 0 */
  readonly minReadySeconds?: number;
  /** Of the ConfigMap. */
  readonly data?: Readonly<Record<string, string>>;
}

/** A namespace, a kind with an object of it, and a workload with what belongs to it: in no good order. */
export function toys({ image, args = [], minReadySeconds = 0, data = { a: '1' } }: Toys): readonly object[] {
  return [
    object('remla.test/v1', 'Toy', { spec: { size: 1 } }),
    object('apps/v1', 'Deployment', {
      spec: {
        replicas: 2,
        minReadySeconds,
        selector: { matchLabels: LABELS },
        template: { metadata: { labels: LABELS }, spec: podOf(image, args) },
      },
    }),
    object('v1', 'Service', { spec: { selector: LABELS, ports: [{ port: 80 }] } }),
    object('v1', 'ConfigMap', { data }),
    object('v1', 'ServiceAccount', {}),
    definition(),
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
    },
  ];
}

function object(apiVersion: string, kind: string, rest: object): object {
  return { apiVersion, kind, metadata: { name: 'toy' }, ...rest };
}

function podOf(image: string, args: readonly string[]): object {
  return {
    serviceAccountName: 'toy',
    terminationGracePeriodSeconds: 1,
    securityContext: { runAsNonRoot: true, runAsUser: 65_532, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'toy',
        image,
        args,
        imagePullPolicy: 'Never',
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
      },
    ],
  };
}

function definition(): object {
  const spec = { type: 'object', properties: { size: { type: 'integer' } } };
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'toys.remla.test' },
    spec: {
      group: 'remla.test',
      scope: 'Namespaced',
      names: { kind: 'Toy', plural: 'toys', singular: 'toy' },
      versions: [{ name: 'v1', served: true, storage: true, schema }],
    },
  };
}
