import { beforeAll, expect, test } from 'vitest';

import { recapOf, tasksThat } from '../../provision-run.ts';
import { LAB } from './lab.ts';

const BASE = 'playbooks/base.yml';
const NOTHING = { controller: 0, node1: 0, node2: 0 };

beforeAll(async () => {
  await LAB.forget();
  await LAB.up();
});

test('on fresh machines --check tells what the run will change, and a second run changes nothing', async () => {
  const check = await LAB.provision(BASE, '--check');
  expect([check.exitCode, tasksThat(check, 'failed')]).toEqual([0, []]);
  const unknown = tasksThat(check, 'unknown');
  expect(unknown.length).toBeLessThanOrEqual(3 * 3);

  const first = await LAB.provision(BASE);
  expect([first.exitCode, tasksThat(first, 'failed')]).toEqual([0, []]);
  const predicted = new Set([...tasksThat(check, 'changed'), ...unknown]);
  expect(tasksThat(first, 'changed').filter((key) => !predicted.has(key) && !isHandler(key))).toEqual([]);
  const wrongly = tasksThat(check, 'changed').filter((key) => first.statuses.get(key) === 'ok');
  expect(wrongly).toEqual([]);

  const second = await LAB.provision(BASE);
  expect([second.exitCode, recapOf(second, 'changed')]).toEqual([0, NOTHING]);
});

test('each machine knows the others by name', async () => {
  for (const [, hosts] of await LAB.insideEach('getent hosts controller node1 node2')) {
    expect(hosts.replaceAll(/ +/g, ' ').split('\n')).toEqual([
      '192.168.58.110 controller',
      '192.168.58.111 node1',
      '192.168.58.112 node2',
    ]);
  }
});

test('a machine that was destroyed and made again is provisioned again; its new key is accepted, and said', async () => {
  await LAB.destroy('node1');
  await LAB.up('node1');
  const run = await LAB.provision(BASE);
  expect([run.exitCode, run.stderr]).toEqual([0, '']);
  expect(run.events.some((event) => event.type === 'note' && event.host === 'node1')).toBe(true);
  expect(recapOf(run, 'changed')['node1']).toBeGreaterThan(5);
  expect(recapOf(run, 'changed')).toMatchObject({ node2: expect.any(Number) as number });
});

/** Handlers run because a task changed something; no prediction names them. */
function isHandler(key: string): boolean {
  return key.startsWith('restart ');
}
