import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { startSteadyLoad } from './compose/steady-load.ts';
import { SERVICES, isAlive, startLab } from './local/lab.ts';

/** How often each of the four services is told to end. */
const ROUNDS = 3;

test('services that are told to end under load lose no request', { timeout: 180_000 }, async () => {
  // A bucket that is never empty: the load comes from one client.
  await using lab = await startLab({
    overlay: fileURLToPath(new URL('local/no-limit.yml', import.meta.url)),
  });
  const load = startSteadyLoad({
    url: `${lab.origin}/api/v1/predict`,
    body: { url: 'http://login.example.test/account' },
    requestsPerSecond: 100,
    connections: 16,
    timeoutMs: 20_000,
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of SERVICES) {
      const from = lab.output().length;
      const pid = lab.pidOf(name);
      process.kill(pid, 'SIGTERM');
      await lab.waitFor(`lab: ${name} ended with exit code 0: starting it again`, from);
      await lab.waitFor(`lab: ${name} is back after`, from);
      expect(isAlive(pid)).toBe(false);
    }
  }
  const outcomes = await load.stop();

  // Every restart met some of them.
  expect(outcomes.length).toBeGreaterThan(ROUNDS * SERVICES.length * 20);
  expect(outcomes.filter(({ status }) => status !== 200)).toEqual([]);
});
