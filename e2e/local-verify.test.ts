import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { pidIn, runLab, startLab } from './local/lab.ts';
import type { RunningLab } from './local/lab.ts';

// `lab verify` against labs that work and labs that do not. Of a lab of `npm start`: what only a cluster has is looked at
// in the lane `cluster`, and by doubles in provision/src/verify.

let rendered: string;

beforeAll(async () => {
  rendered = await mkdtemp(join(tmpdir(), 'lab-verify-'));
  const { exitCode, stderr } = await runLab(['render', '--out', rendered]);
  if (exitCode !== 0) throw new Error(stderr);
});
afterAll(() => rm(rendered, { recursive: true, maxRetries: 5 }));

interface Checked {
  readonly name: string;
  readonly state: 'ok' | 'failed' | 'not installed';
  readonly causes?: readonly { readonly what: string; readonly mend?: string }[];
}

/** What is asked of the visitors, and so found whether Prometheus is installed here or not. */
const VISITORS = ['services', 'app', 'weights', 'stickiness', 'pairing', 'limit'];

async function verify(lab: RunningLab, ...args: readonly string[]) {
  const only = ['--only', VISITORS.join(',')];
  const ended = await runLab(['verify', '--local', '--json', ...only, ...args], lab.environment);
  const checked = JSON.parse(ended.stdout) as readonly Checked[];
  return {
    exitCode: ended.exitCode,
    states: Object.fromEntries(checked.map(({ name, state }) => [name, state])),
    causes: Object.fromEntries(
      checked.flatMap(({ name, causes }) => (causes ? [[name, causes.map(({ what }) => what)]] : [])),
    ),
  };
}

/** Changes a rendered file; a change that changes nothing is a mistake of the test. */
async function edit(path: string, change: (text: string) => string): Promise<void> {
  const file = join(rendered, path);
  const before = await readFile(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing in ${path} was changed`);
  await writeFile(file, after);
}

test('a lab that works, and then one of whose services hangs', { timeout: 300_000 }, async () => {
  await using lab = await startLab();
  const well = await verify(lab);
  expect(well.causes).toEqual({});
  expect([well.exitCode, Object.keys(well.states)]).toEqual([0, VISITORS]);

  // It is found by itself, for no cluster was made from this state folder; and it is said what cannot be there.
  const { stdout, exitCode } = await runLab(['verify', '--only', 'services,nodes'], lab.environment);
  expect(stdout).toBe(
    [
      `The lab of \`npm start\`, ${lab.origin}`,
      '',
      '  ok             services    app-v1, app-v2, model-service-v1, model-service-v2 are ready',
      '  not installed  nodes',
      '                             `npm start` runs processes, no cluster',
      '',
      '1 ok, 0 failed, 1 not installed',
    ].join('\n'),
  );
  expect(exitCode).toBe(0);

  const hanging = pidIn(lab.output(), 'model-service-v2');
  process.kill(hanging, 'SIGSTOP');
  try {
    const broken = await verify(lab);
    expect(broken.exitCode).toBe(2);
    const notLookedAt = ['not looked at, for app does not work'];
    expect(broken.causes).toEqual({
      services: [expect.stringMatching(/^model-service-v2 \(port \d+\) is not ready: it does not answer$/)],
      app: [expect.stringMatching(/^release v2 gives no verdict: it answers 50[234]$/)],
      weights: notLookedAt,
      stickiness: notLookedAt,
      pairing: notLookedAt,
      limit: notLookedAt,
    });
  } finally {
    process.kill(hanging, 'SIGCONT');
  }
});

test(
  'other weights, no cookie, releases paired crosswise, no limit: each is found, by the requests alone',
  { timeout: 300_000 },
  async () => {
    await edit('app/app-virtual-service.yml', (text) =>
      text
        .replace('weight: 90', 'weight: 50')
        .replace('weight: 10', 'weight: 50')
        .replaceAll('app-version=v1; Path', 'other=v1; Path')
        .replaceAll('app-version=v2; Path', 'other=v2; Path'),
    );
    await edit('model-service/model-service-virtual-service.yml', (text) =>
      text.replaceAll(/subset: '?v1'?/g, 'subset: v1').replace(/subset: '?v2'?/, 'subset: v1'),
    );
    await edit('app/app-limit-envoy-filter.yml', (text) => text.replaceAll('numerator: 100', 'numerator: 0'));
    await using lab = await startLab({ args: ['--manifests', rendered, '--seed', '7'] });

    const { exitCode, states, causes } = await verify(lab);

    expect(exitCode).toBe(2);
    expect([states['services'], states['app']]).toEqual(['ok', 'ok']);
    expect(causes).toEqual({
      weights: [
        expect.stringMatching(/^[45]\d\.\d % of 1000 sessions began with v1, lab\.yml says 90 %$/),
        expect.stringMatching(/^[45]\d\.\d % of 1000 sessions began with v2, lab\.yml says 10 %$/),
      ],
      stickiness: [
        expect.stringMatching(/^\d+ of 1000 sessions were answered by more than one release$/),
        'a new session is given no cookie app-version: it is given other',
      ],
      pairing: [expect.stringMatching(/^\d+ of 2000 answers came from a model-service of another release$/)],
      limit: ['25 requests at once were served and none refused, lab.yml says 20'],
    });
  },
);

test('no lab runs: what to do, and the exit code of a failure', async () => {
  const { exitCode, stderr } = await runLab(['verify', '--local', '--lab', 'e2e/lab.machines.yml']);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/^lab: no lab of `npm start` runs with the state folder .* \[lab-not-running\]\n/);
});

test('a check that there is none of', async () => {
  const { exitCode, stderr } = await runLab(['verify', '--only', 'wieghts']);
  expect([exitCode, stderr.split('\n')[0]]).toEqual([
    5,
    'lab: there is no check `wieghts`: did you mean `weights`?',
  ]);
});
