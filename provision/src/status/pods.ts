import type { V1Pod } from '@kubernetes/client-node';

import { podTrouble } from '../cluster/pod-trouble.ts';
import type { StatusPart } from './trouble.ts';

/** All pods, a row for each namespace, and those that are not as they should be. */
export function podsPart(pods: readonly V1Pod[]): StatusPart {
  const namespaces = Map.groupBy(pods, ({ metadata }) => metadata?.namespace ?? '?');
  const rows = [...namespaces].map(([name, inside]) => {
    const well = inside.filter((pod) => podTrouble(pod) === undefined).length;
    const restarts = inside
      .flatMap(({ status }) => status?.containerStatuses ?? [])
      .reduce((sum, { restartCount }) => sum + restartCount, 0);
    return {
      name,
      state: well === inside.length ? 'ok' : 'trouble',
      details: `${well} of ${inside.length} pods well, ${restarts} restarts`,
    };
  });
  return {
    title: 'Pods by namespace',
    rows: rows.toSorted((a, b) => a.name.localeCompare(b.name)),
    troubles: pods.flatMap((pod) => {
      const trouble = podTrouble(pod);
      if (trouble === undefined) return [];
      const name = `${pod.metadata?.namespace ?? '?'}/${pod.metadata?.name ?? '?'}`;
      const look =
        trouble.container === undefined ? describe(name) : `lab logs ${name} -c ${trouble.container}`;
      return [{ where: `pod/${name}`, what: trouble.text, look }];
    }),
  };
}

function describe(name: string): string {
  const [namespace = '', pod = ''] = name.split('/');
  return `kubectl -n ${namespace} describe pod ${pod}`;
}
