import { expect, test } from 'vitest';

import type { ClusterObject } from '../../cluster.ts';
import type { Stuck } from './causes.ts';
import { tellStuck } from './tell-stuck.ts';

const OF = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'lab' };
const POD: ClusterObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web-1', uid: 'p' },
  spec: { nodeName: 'node1' },
};

function stuck(more: Partial<Stuck> = {}): Stuck {
  const of = { title: 'Deployment lab/web', of: OF, reads: [], judge: () => ({ kind: 'ready' }) as const };
  return {
    of,
    text: '0 of 1 pods are available',
    isHopeless: false,
    workload: undefined,
    pods: [],
    uids: new Set(['d', 'p']),
    ...more,
  };
}

function event(uid: string, reason: string, message: string, second: number): ClusterObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `e${second}` },
    involvedObject: { uid },
    reason,
    message,
    lastTimestamp: `2026-01-01T00:00:0${second}Z`,
  };
}

test('events stand in the order of their time, those of others left out', () => {
  const events = [
    event('p', 'Second', 'then this', 2),
    event('d', 'First', 'first this', 1),
    event('x', 'Other', 'no', 3),
  ];
  expect(tellStuck(stuck(), events, new Map())).toEqual([
    'Deployment lab/web: 0 of 1 pods are available',
    '  event: First: first this',
    '  event: Second: then this',
  ]);
});

test('of many the last count, and one that was tried again and again counts once', () => {
  const tries = [1, 2, 3].map((second) =>
    event('d', 'FailedCreate', `Error creating: pods "web-${second}" is forbidden: quota`, second),
  );
  const others = [4, 5, 6].map((second) => event('d', 'Other', `message ${second}`, second));
  expect(tellStuck(stuck(), tries, new Map()).slice(1)).toEqual([
    '  event: FailedCreate: Error creating: pods "web-1" is forbidden: quota',
  ]);
  expect(tellStuck(stuck(), [...tries, ...others], new Map()).slice(1)).toEqual([
    '  event: Other: message 4',
    '  event: Other: message 5',
    '  event: Other: message 6',
  ]);
});

test('what the pods say already, and that a pod that has a node had none, is not told', () => {
  const events = [
    event('p', 'FailedScheduling', '0/3 nodes are available', 1),
    event('p', 'Failed', 'Error: ErrImageNeverPull', 2),
    event('p', 'Unhealthy', 'probe failed', 3),
  ];
  const pods = [{ pod: POD, text: 'app waits: ErrImageNeverPull', container: undefined }];
  expect(tellStuck(stuck({ pods }), events, new Map())).toEqual([
    'Deployment lab/web: 0 of 1 pods are available',
    '  pod web-1 on node1: app waits: ErrImageNeverPull',
    '  event: Unhealthy: probe failed',
  ]);
});

test('a log is shown below its pod, and none where it is empty', () => {
  const pods = [{ pod: POD, text: 'app ended', container: 'app' }];
  const log = (text: string) => new Map([['web-1', { kind: 'text', text } as const]]);
  expect(tellStuck(stuck({ pods }), [], log('one\ntwo\n')).slice(1)).toEqual([
    '  pod web-1 on node1: app ended',
    '  the last lines of app:',
    '    one',
    '    two',
  ]);
  expect(tellStuck(stuck({ pods }), [], log('\n')).slice(1)).toEqual(['  pod web-1 on node1: app ended']);
});
