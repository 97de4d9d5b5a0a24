import { expect, test } from 'vitest';

import type { Clusters } from '../cluster/clusters.ts';
import type { ClusterAnswer } from '../modules/cluster.ts';
import { watchClusters } from './cluster-watch.ts';
import { systemClock } from './clock.ts';

const of = { apiVersion: 'v1', kind: 'Pod', name: 'p' };
const limits = { signal: new AbortController().signal, clock: systemClock, onWaiting: () => undefined };

test('before a cluster is changed, and only then, once is done what has to be', async () => {
  const log: string[] = [];
  const answer = (what: string) => {
    log.push(what);
    return Promise.resolve<ClusterAnswer>({ kind: 'missing' });
  };
  const clusters: Clusters = {
    read: () => answer('read'),
    change: () => answer('change'),
    [Symbol.dispose]: () => undefined,
  };
  const watch = watchClusters(clusters, async () => {
    await Promise.resolve();
    log.push('before');
  });

  expect(watch.isAsked()).toBe(false);
  await watch.clusters.read({}, { read: 'object', of }, limits);
  const changes = [1, 2].map(() => watch.clusters.change({}, { change: 'delete', of }, limits));
  await Promise.all(changes);

  expect(watch.isAsked()).toBe(true);
  expect(log).toEqual(['read', 'before', 'change', 'change']);
});

test('what many requests wait for is said once', async () => {
  const said: string[] = [];
  const reasons = ['busy', 'busy', 'away', 'away', 'busy'];
  const watch = watchClusters(
    {
      read: (_, __, { onWaiting }) => {
        for (const reason of reasons) onWaiting(reason);
        return Promise.resolve<ClusterAnswer>({ kind: 'missing' });
      },
      change: () => Promise.reject(new Error('not told')),
      [Symbol.dispose]: () => undefined,
    },
    () => Promise.resolve(),
  );
  await watch.clusters.read(
    {},
    { read: 'object', of },
    { ...limits, onWaiting: (reason) => void said.push(reason) },
  );

  expect(said).toEqual(['busy', 'away', 'busy']);
});
