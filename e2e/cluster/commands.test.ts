import { beforeAll, expect, test } from 'vitest';

import { MACHINES } from '../vagrant-lab.ts';
import { CONTROLLER_ADDRESS, CONTROLLER_UNIT, GROUP, VERSION } from './distribution.ts';
import { nodes, podsOf, readyNodes } from './kubectl.ts';
import { LAB, wholeLab } from './lab.ts';

// What a user asks of a cluster that runs.

beforeAll(wholeLab);

test('lab status: machines, nodes and pods, and that all is well', async () => {
  const { stdout, exitCode } = await LAB.start(['status', '--json']);
  const parts = JSON.parse(stdout) as readonly { readonly title: string; readonly rows: readonly Row[] }[];
  expect(
    parts.map(({ title, rows }) => [title, ...rows.map(({ name, state }) => `${name} ${state}`)]),
  ).toEqual([
    ['Machines', ...MACHINES.map((name) => `${name} ok`)],
    ['Nodes', ...MACHINES.map((name) => `${name} Ready`)],
    ['Pods by namespace', 'kube-system ok', 'lab ok'],
  ]);
  expect(exitCode).toBe(0);
});

interface Row {
  readonly name: string;
  readonly state: string;
}

test('lab status: a machine that does not run is named, with the command that starts it', async () => {
  await LAB.halt('node2');
  try {
    const { stdout, exitCode } = await LAB.start(['status']);
    expect(stdout).toMatch(/node2: .*\n +→ vagrant up node2/);
    expect(exitCode).not.toBe(0);
  } finally {
    await LAB.up('node2');
  }
});

test('lab versions: every machine has what lab.yml pins', async () => {
  const { stdout } = await LAB.start(['versions', '--json']);
  const rows = JSON.parse(stdout) as readonly { readonly name: string; readonly machines: unknown }[];
  expect(rows.find(({ name }) => name === GROUP)?.machines).toEqual(
    Object.fromEntries(MACHINES.map((name) => [name, VERSION])),
  );
});

test('lab info: the kubeconfig that it names is one that works', async () => {
  const { stdout } = await LAB.start(['info', '--json']);
  const info = JSON.parse(stdout) as {
    readonly cluster: { readonly kubeconfig: string };
    readonly addresses: readonly { readonly url: string }[];
  };
  expect(info.cluster.kubeconfig).toBe(`${LAB.labState}/kubeconfig`);
  const addresses = info.addresses.map(({ url }) => url);
  expect(addresses).toContain(`http://${CONTROLLER_ADDRESS}:30080`);
  await expect.poll(page, { timeout: 60_000 }).toEqual([200, 'text/html; charset=utf-8']);
});

/**
 * What the app answers at the controller: status and type of the page; nothing where it does not. Each time over a new
 * connection: one that was opened while the Service still led to the addresses that pods had before a start would stay
 * with whoever has that address now.
 */
async function page() {
  const headers = { connection: 'close' };
  const signal = AbortSignal.timeout(5000);
  const answer = await fetch(`http://${CONTROLLER_ADDRESS}:30080/`, { headers, signal }).catch(
    () => undefined,
  );
  return answer && [answer.status, answer.headers.get('content-type')];
}

test("lab logs: a machine's unit, and the pods whose names begin so", async () => {
  const unit = await LAB.start(['logs', 'controller', '--unit', CONTROLLER_UNIT, '--lines', '3']);
  expect(unit.exitCode).toBe(0);
  expect(unit.stdout.split('\n').filter((line) => line.includes(CONTROLLER_UNIT))).toHaveLength(3);

  const pods = await podsOf('--namespace', 'lab', '--selector', 'app=app,version=v1');
  const owners = async () => {
    const { stdout } = await LAB.start(['logs', 'app-v1', '--lines', '1']);
    return stdout
      .split('\n')
      .map((line) => line.replace(/ .*/, ''))
      .toSorted();
  };
  // One that has just been started may have said nothing yet.
  await expect
    .poll(owners, { timeout: 60_000 })
    .toEqual(pods.map(({ metadata: { name } }) => name).toSorted());
});

test('lab ssh: a command on a machine, its exit code told apart from a machine that does not answer', async () => {
  const { stdout } = await LAB.start(['ssh', 'node1', '--', 'hostname']);
  expect(stdout).toBe('node1');
  expect((await LAB.start(['ssh', 'node1', 'exit 3'])).exitCode).toBe(2);
});

test('lab down halts the machines; lab up --target vagrant brings them back, and the app with them', async () => {
  expect((await LAB.start(['down'])).exitCode).toBe(0);
  expect((await LAB.start(['status'])).stdout).toMatch(/controller +absent/);
  const up = await LAB.start(['up', '--target', 'vagrant', '--provider', 'docker']);
  expect([up.exitCode, up.stderr.includes('report: ')]).toEqual([0, true]);
  // What the API says just behind a start is what it knew before: pods may still be on their way.
  await expect.poll(nodes, { timeout: 60_000 }).toEqual(readyNodes(VERSION));
  await expect.poll(async () => (await page())?.[0], { timeout: 60_000 }).toBe(200);
});
