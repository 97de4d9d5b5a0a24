import { beforeAll, expect, test } from 'vitest';

import { startSteadyLoad } from '../compose/steady-load.ts';
import { recapOf, tasksThat } from '../provision-run.ts';
import { nextPatch } from '../tools/labs.ts';
import { GROUP, VERSION } from './distribution.ts';
import { nodes, readyNodes } from './kubectl.ts';
import { CLUSTER, LAB, NOTHING, SITE, appOrigin, wholeLab } from './lab.ts';
import { overlay } from './overlay.ts';

const NEXT = nextPatch(VERSION);

beforeAll(wholeLab);

test('another pin upgrades the cluster, one machine after the other, and the app answers all the time', async () => {
  const file = { LAB_FILE: await overlay('next', { artifacts: { [GROUP]: { version: NEXT } } }) };
  const load = startSteadyLoad({
    url: `${await appOrigin()}/api/v1/predict`,
    body: { url: 'http://login.example.test/' },
    requestsPerSecond: 10,
    connections: 8,
    timeoutMs: 15_000,
  });
  const run = await LAB.endOf(LAB.startProvision([CLUSTER], file));
  const outcomes = await load.stop();
  const failed = outcomes.filter(({ status }) => status !== 200);
  console.log(`upgrade under load: ${outcomes.length} requests, ${failed.length} failed`);

  expect([run.exitCode, tasksThat(run, 'failed'), run.stderr]).toEqual([0, [], '']);
  await expect.poll(nodes, { timeout: 30_000 }).toEqual(readyNodes(NEXT));
  expect(failed).toEqual([]);
  const again = await LAB.endOf(LAB.startProvision([SITE], file));
  expect([again.exitCode, tasksThat(again, 'changed'), recapOf(again, 'changed')]).toEqual([0, [], NOTHING]);
});
