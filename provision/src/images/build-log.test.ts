import { expect, test } from 'vitest';

import { BuildLog } from './build-log.ts';

function logOf(lines: readonly string[]) {
  const steps: string[] = [];
  const log = new BuildLog((step) => steps.push(step));
  for (const line of lines) log.add(line);
  return { log, steps };
}

test.each<[string, readonly string[], readonly string[]]>([
  [
    'Docker',
    [
      'Sending build context',
      'Step 1/4 : ARG A',
      'Step 2/4 : FROM scratch',
      ' ---> 1a2b',
      'Step 3/4 : RUN npm ci',
    ],
    ['Step 2/4 : FROM scratch', 'Step 3/4 : RUN npm ci'],
  ],
  [
    'BuildKit',
    [
      '#1 [internal] load build definition',
      '#9 [build 6/11] RUN npm ci',
      '#9 1.2 added 80 packages',
      '#10 [2/4] WORKDIR /srv',
    ],
    ['[build 6/11] RUN npm ci'],
  ],
  [
    'buildah',
    ['STEP 2/4: RUN npm ci', '[1/2] STEP 3/9: COPY a b', 'COMMIT remla-lab/app', 'STEP 3/4: LABEL a=b'],
    ['STEP 2/4: RUN npm ci', 'STEP 3/9: COPY a b'],
  ],
  ['a long line', [`Step 1/2 : RUN ${'x'.repeat(100)}`], [`Step 1/2 : RUN ${'x'.repeat(64)}…`]],
])('the steps of %s that take their time', (_name, lines, steps) => {
  expect(logOf(lines).steps).toEqual(steps);
});

test('a failure ends with the last lines', () => {
  const { log } = logOf([...Array.from({ length: 40 }, (_, index) => `line ${index}`), '', 'npm error']);
  const lines = log.failure('docker could not build it').split('\n');
  expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([
    26,
    'docker could not build it:',
    'line 16',
    'npm error',
  ]);
});
