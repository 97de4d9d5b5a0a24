import type { V1Namespace, V1Pod } from '@kubernetes/client-node';

import { judged, notThere } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';
import { installedBy, podsOf, troublesOf } from './pods.ts';
import type { Program } from './pods.ts';

const PLAYBOOK = 'playbooks/istio.yml';
const NAMESPACE = 'istio-system';
/** The parts of Istio, by the labels that its charts give their pods. */
const PARTS: readonly Program[] = [
  { title: 'istiod', namespace: NAMESPACE, labels: { app: 'istiod' }, playbook: PLAYBOOK },
  {
    title: 'the CNI plugin',
    namespace: NAMESPACE,
    labels: { 'k8s-app': 'istio-cni-node' },
    playbook: PLAYBOOK,
  },
  {
    title: 'the ingress gateway',
    namespace: NAMESPACE,
    labels: { istio: 'ingressgateway' },
    playbook: PLAYBOOK,
  },
];
/** The container that Istio puts into pods. */
const SIDECAR = 'istio-proxy';

/** Whether the parts of Istio run. */
export function checkIstio(pods: readonly V1Pod[]): Verdict {
  const parts = PARTS.map((part) => ({ part, pods: podsOf(pods, part) }));
  if (parts.every((each) => each.pods.length === 0)) {
    return notThere(`namespace ${NAMESPACE} has no pod of Istio`, installedBy({ playbook: PLAYBOOK }));
  }
  const causes = parts.flatMap(({ part, pods: own }): readonly Cause[] =>
    own.length === 0 ? [{ what: `${part.title} is not there`, mend: installedBy(part) }] : troublesOf(own),
  );
  return judged(causes, parts.map(({ part, pods: own }) => `${part.title} ${own.length}`).join(', '));
}

/** Whether pods of a namespace get a sidecar, and those that are there have one. */
export function checkInjection(
  namespace: V1Namespace | undefined,
  pods: readonly V1Pod[],
  name: string,
): Verdict {
  const ours = podsOf(pods, { namespace: name, labels: { 'app.kubernetes.io/part-of': 'remla-lab' } });
  const bare = ours.filter((pod) => !hasSidecar(pod)).map(({ metadata }) => metadata?.name ?? '?');
  const isLabelled = namespace?.metadata?.labels?.['istio-injection'] === 'enabled';
  const causes: readonly Cause[] = [
    ...(isLabelled
      ? []
      : [
          {
            what: `the namespace ${name} lacks the label istio-injection=enabled`,
            mend: 'lab provision playbooks/deploy.yml',
          },
        ]),
    ...(bare.length === 0
      ? []
      : [
          {
            what: `without a sidecar: ${bare.join(', ')}`,
            mend: `pods that are older than the label have none: kubectl -n ${name} rollout restart deployment`,
          },
        ]),
  ];
  return judged(causes, `${ours.length} pods, each with a sidecar`);
}

/** A sidecar is a container, or with Kubernetes' own sidecars one that starts before and stays. */
function hasSidecar({ spec }: V1Pod): boolean {
  return [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].some(({ name }) => name === SIDECAR);
}
