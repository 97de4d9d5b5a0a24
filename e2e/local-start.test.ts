import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { execa } from 'execa';
import { expect, test } from 'vitest';

import { freePorts } from './free-ports.ts';
import { predict } from './local/ask.ts';
import { writeOwnState } from './own-state.ts';
import { ROOT, SERVICES, bareEnvironment, isAlive, pidIn, until } from './local/lab.ts';

/** Starts a lab as a newcomer does, `npm start` without a home directory, and waits for its first verdict. */
async function npmStart(state: string) {
  const port = await freePorts(8);
  const npm = execa('npm', ['start', '--', '--port', String(port)], {
    cwd: ROOT,
    env: bareEnvironment({ LAB_FILE: await writeOwnState(state), HOME: state }),
    extendEnv: false,
    all: true,
    reject: false,
  });
  let output = '';
  npm.all.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  let hasEnded = false;
  void npm.finally(() => {
    hasEnded = true;
  });
  let status = 0;
  while (status !== 200) {
    if (hasEnded) throw new Error(`npm start ended: ${output}`);
    status = await predict(`http://localhost:${port}`, {}).then(
      (answer) => answer.status,
      () => wait(10, 0),
    );
  }
  await until(() => output.includes('Ctrl-C'));
  return { npm, pids: SERVICES.map((name) => pidIn(output, name)) };
}

test(
  'npm start: a verdict without a home, and nothing left when npm itself is told to end',
  { timeout: 120_000 },
  async () => {
    const state = await mkdtemp(join(tmpdir(), 'lab-start-'));
    const { npm, pids } = await npmStart(state);
    expect(pids.filter(isAlive)).toHaveLength(SERVICES.length);

    npm.kill('SIGTERM');
    await npm;
    await until(() => !pids.some(isAlive));

    await rm(state, { recursive: true, maxRetries: 5 });
  },
);
