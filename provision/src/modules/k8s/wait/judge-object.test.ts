import { describe, expect, it } from 'vitest';

import type { ClusterObject } from '../../cluster.ts';
import { judgeObject } from './judge-object.ts';
import { judgeCondition } from './single.ts';
import { READY, hopeless, waiting } from './verdict.ts';
import type { Verdict } from './verdict.ts';

function objectOf(kind: string, spec: object, status: object): ClusterObject {
  return { apiVersion: 'v1', kind, metadata: { name: 'x', generation: 2 }, spec, status };
}

const seen = { observedGeneration: 2 };
const all = { ...seen, replicas: 2, updatedReplicas: 2, availableReplicas: 2, readyReplicas: 2 };
const two = { replicas: 2 };
const late = {
  type: 'Progressing',
  status: 'False',
  reason: 'ProgressDeadlineExceeded',
  message: 'too late',
};
const onDelete = { ...two, updateStrategy: { type: 'OnDelete' } };
const partition = { ...two, updateStrategy: { rollingUpdate: { partition: 1 } } };
const nodes = { ...seen, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberAvailable: 3 };

const VERDICTS: readonly (readonly [string, string, object, object, Verdict])[] = [
  ['rolled out', 'Deployment', two, all, READY],
  ['of one pod', 'Deployment', {}, { ...seen, replicas: 1, updatedReplicas: 1, availableReplicas: 1 }, READY],
  [
    'not seen',
    'Deployment',
    two,
    { ...all, observedGeneration: 1 },
    waiting('its last version was not seen yet'),
  ],
  ['half updated', 'Deployment', two, { ...all, updatedReplicas: 1 }, waiting('1 of 2 pods are updated')],
  ['half there', 'Deployment', two, { ...all, availableReplicas: 1 }, waiting('1 of 2 pods are available')],
  ['with an old pod', 'Deployment', two, { ...all, replicas: 3 }, waiting('1 older pod is still there')],
  ['with old pods', 'Deployment', two, { ...all, replicas: 4 }, waiting('2 older pods are still there')],
  ['too late', 'Deployment', two, { ...seen, conditions: [late] }, hopeless('too late', 30_000)],
  ['of none', 'Deployment', { replicas: 0 }, seen, READY],
  ['ready', 'StatefulSet', two, { ...all, currentRevision: 'a', updateRevision: 'a' }, READY],
  [
    'half updated',
    'StatefulSet',
    two,
    { ...all, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' },
    waiting('1 of 2 pods are updated'),
  ],
  [
    'updated as far as it shall be',
    'StatefulSet',
    partition,
    { ...all, updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' },
    READY,
  ],
  ['half ready', 'StatefulSet', onDelete, { ...all, readyReplicas: 1 }, waiting('1 of 2 pods are ready')],
  ['everywhere', 'DaemonSet', {}, nodes, READY],
  ['not everywhere', 'DaemonSet', {}, { ...nodes, numberAvailable: 2 }, waiting('2 of 3 pods are available')],
  ['left alone', 'DaemonSet', onDelete, { ...nodes, updatedNumberScheduled: 0 }, READY],
  ['there', 'ReplicaSet', two, all, READY],
  ['running', 'Pod', {}, { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] }, READY],
  ['done', 'Pod', {}, { phase: 'Succeeded' }, READY],
  [
    'failed for good',
    'Pod',
    { restartPolicy: 'Never' },
    { phase: 'Failed', reason: 'Evicted' },
    hopeless('it failed: Evicted'),
  ],
  ['new', 'Pod', {}, {}, waiting('it has no condition Ready yet')],
  [
    'not ready',
    'Pod',
    {},
    { conditions: [{ type: 'Ready', status: 'False', reason: 'Why', message: 'so' }] },
    waiting('its condition Ready is False (Why: so)'),
  ],
  ['done', 'Job', {}, { conditions: [{ type: 'Complete', status: 'True' }] }, READY],
  [
    'failed',
    'Job',
    {},
    { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'tried' }] },
    hopeless('BackoffLimitExceeded: tried'),
  ],
  [
    'established',
    'CustomResourceDefinition',
    {},
    { conditions: [{ type: 'Established', status: 'True' }] },
    READY,
  ],
  ['on its way out', 'Namespace', {}, { phase: 'Terminating' }, waiting('it is being deleted')],
  ['there', 'Namespace', {}, { phase: 'Active' }, READY],
  ['there', 'ConfigMap', {}, {}, READY],
];

describe('whether an object is as its kind shall be', () => {
  it.each(VERDICTS)('%s: %s', (_, kind, spec, status, verdict) => {
    expect(judgeObject(objectOf(kind, spec, status))).toEqual(verdict);
  });

  it('goes by a condition with its reason where one is asked for', () => {
    const object = objectOf('X', {}, { conditions: [{ type: 'Synced', status: 'False', reason: 'Paused' }] });
    expect(judgeCondition(object, { type: 'Synced', status: 'False' })).toEqual(READY);
    expect(judgeCondition(object, { type: 'Synced', status: 'False', reason: 'Done' })).toEqual(
      waiting('its condition Synced is False (Paused)'),
    );
  });
});
