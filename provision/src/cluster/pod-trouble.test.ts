import { expect, test } from 'vitest';

import { podTrouble } from './pod-trouble.ts';

type Pod = Parameters<typeof podTrouble>[0];

const OF = { name: 'app', image: 'x', imageID: '', ready: false, restartCount: 2 };
const notReady = { type: 'Ready', status: 'False', message: 'containers with unready status: [app]' };

const TROUBLES: readonly (readonly [string, Pod, ReturnType<typeof podTrouble>])[] = [
  ['well', { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }, undefined],
  ['done', { status: { phase: 'Succeeded' } }, undefined],
  ['about to go', { metadata: { deletionTimestamp: new Date(0) }, status: { phase: 'Failed' } }, undefined],
  [
    'without its image',
    {
      status: {
        containerStatuses: [{ ...OF, state: { waiting: { reason: 'ErrImagePull', message: 'not found' } } }],
      },
    },
    { text: 'app waits: ErrImagePull: not found', container: undefined },
  ],
  [
    'in a crash loop',
    {
      status: {
        containerStatuses: [
          {
            ...OF,
            state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off' } },
            lastState: { terminated: { exitCode: 3 } },
          },
        ],
      },
    },
    {
      text: 'app waits: CrashLoopBackOff: back-off; it ended with exit code 3, 2 times restarted',
      container: 'app',
    },
  ],
  [
    'with an init container that failed',
    {
      status: {
        initContainerStatuses: [
          { ...OF, name: 'init', state: { terminated: { exitCode: 1, reason: 'Error' } } },
        ],
      },
    },
    { text: 'init ended with exit code 1: Error', container: 'init' },
  ],
  [
    'evicted',
    { status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' } },
    { text: 'Evicted: low on memory', container: undefined },
  ],
  [
    'that no node takes',
    { status: { conditions: [{ type: 'PodScheduled', status: 'False', message: '0/1 nodes' }] } },
    { text: 'no node takes it: 0/1 nodes', container: undefined },
  ],
  [
    'not ready',
    { status: { conditions: [notReady], containerStatuses: [{ ...OF, state: { running: {} } }] } },
    { text: 'app runs, but is not ready', container: 'app' },
  ],
  [
    'on its way',
    {
      status: {
        conditions: [notReady],
        containerStatuses: [{ ...OF, state: { waiting: { reason: 'ContainerCreating' } } }],
      },
    },
    { text: 'containers with unready status: [app]', container: undefined },
  ],
  ['new', { status: {} }, { text: 'it is not ready yet', container: undefined }],
];

test.each(TROUBLES)('a pod %s', (_, pod, trouble) => {
  expect(podTrouble(pod)).toEqual(trouble);
});
