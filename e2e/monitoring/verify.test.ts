import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { pidIn, runLab } from '../local/lab.ts';
import { startMonitoredLab } from './monitored-lab.ts';
import type { MonitoredLab } from './monitored-lab.ts';

// `lab verify` about a real Prometheus, as it is and when something is broken.

let monitored: MonitoredLab;

beforeAll(async () => {
  monitored = await startMonitoredLab();
});
afterAll(() => monitored[Symbol.asyncDispose]());

interface Checked {
  readonly name: string;
  readonly state: string;
  readonly causes?: readonly { readonly what: string }[];
}

async function verify() {
  const args = ['verify', '--local', '--json', '--only', 'prometheus,targets,rules'];
  const { stdout, exitCode } = await runLab(args, monitored.lab.environment);
  const checked = JSON.parse(stdout) as readonly Checked[];
  return {
    exitCode,
    states: checked.map(({ name, state }) => `${name} ${state}`),
    causes: checked.flatMap(({ name, causes = [] }) => causes.map(({ what }) => `${name}: ${what}`)),
  };
}

test('targets up, both releases, rules loaded', async () => {
  expect(await verify()).toEqual({
    exitCode: 0,
    states: ['prometheus ok', 'targets ok', 'rules ok'],
    causes: [],
  });
});

test('a service that hangs: its target is down, for the reason that Prometheus gives', async () => {
  const pid = pidIn(monitored.lab.output(), 'model-service-v2');
  process.kill(pid, 'SIGSTOP');
  try {
    // It is noticed at the next scrape, when that has waited long enough.
    await expect.poll(verify, { timeout: 90_000, interval: 1_000 }).toEqual({
      exitCode: 2,
      states: ['prometheus ok', 'targets failed', 'rules ok'],
      causes: [
        expect.stringMatching(
          /^targets: model-service of model-service-v2 is not up: .*context deadline exceeded/,
        ),
      ],
    });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});

test('a Prometheus that hangs', async () => {
  const { stdout } = await execa('pgrep', ['--parent', String(monitored.lab.pid), '--exact', 'prometheus']);
  const pid = Number(stdout);
  process.kill(pid, 'SIGSTOP');
  try {
    const why = 'not looked at, for prometheus does not work';
    expect((await verify()).causes).toEqual([
      expect.stringMatching(/^prometheus: Prometheus does not answer at http:.*: no answer in 10 s$/),
      `targets: ${why}`,
      `rules: ${why}`,
    ]);
  } finally {
    process.kill(pid, 'SIGCONT');
  }
});
