import type { V1Pod } from '@kubernetes/client-node';

import type { Lab } from '../../lab/schema.ts';
import { judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';
import { podsOf, troublesOf } from './pods.ts';

/** Whether each release of app and model-service has the pods that lab.yml asks for, and they are well. */
export function checkAppPods(
  pods: readonly V1Pod[],
  { namespace, releases, app, model_service: modelService }: Lab,
): Verdict {
  const replicas = { app: app.replicas, 'model-service': modelService.replicas };
  const sets = Object.entries(replicas).flatMap(([name, count]) =>
    Object.keys(releases).map((version) => ({
      name: `${name}-${version}`,
      count,
      pods: podsOf(pods, { namespace, labels: { app: name, version } }),
    })),
  );
  const causes = sets.flatMap(({ name, count, pods: own }): readonly Cause[] => [
    ...(own.length < count ? [missing(name, { namespace, count, found: own.length })] : []),
    ...troublesOf(own),
  ]);
  return judged(causes, sets.map(({ name, pods: own }) => `${name} ${own.length}`).join(', '));
}

function missing(
  name: string,
  { namespace, count, found }: { readonly namespace: string; readonly count: number; readonly found: number },
): Cause {
  return {
    what: `${name} has ${found} of ${count} pods`,
    mend:
      found === 0
        ? 'lab provision playbooks/deploy.yml'
        : `kubectl -n ${namespace} describe deployment ${name}`,
  };
}
