import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { recapOf, tasksThat } from '../provision-run.ts';
import type { Run } from '../provision-run.ts';
import { CONTROLLER_ADDRESS, UNITS, VERSION } from './distribution.ts';
import { kubectl, nodes, podsOf, readyNodes } from './kubectl.ts';
import { BASE, CLUSTER, LAB, LEAVE, NOTHING, SITE, provisioned, secondsOf } from './lab.ts';

// From nothing to the whole lab, with the times that it may take.

/** The taint of a node that was not ready goes some seconds after it is: Kubernetes looks every five. */
const UNTAINTED = { timeout: 30_000 };

test('fresh machines become a cluster of three Ready nodes, programs and images sent over SSH', async () => {
  await LAB.forget();
  await LAB.up();
  await provisioned(BASE);
  const run = await provisioned(CLUSTER);
  within(60, 'cluster.yml with the copy of all artifacts', run);
  await expect.poll(nodes, UNTAINTED).toEqual(readyNodes(VERSION));
});

test('with programs and images on the machines it takes half of that', async () => {
  await provisioned(LEAVE);
  const run = await provisioned(CLUSTER);
  within(30, 'cluster.yml with the artifacts on the machines', run);
  await expect.poll(nodes, UNTAINTED).toEqual(readyNodes(VERSION));
});

test('the kubeconfig on this machine is for its owner alone, and names the address of the controller', async () => {
  const kubeconfig = join(LAB.labState, 'kubeconfig');
  expect(existsSync(kubeconfig)).toBe(true);
  expect((statSync(kubeconfig).mode & 0o777).toString(8)).toBe('600');
  expect(await kubectl('config', 'current-context')).toBe('remla-lab');
  const server = '{.clusters[0].cluster.server}';
  expect(await kubectl('config', 'view', '--output', `jsonpath=${server}`)).toBe(
    `https://${CONTROLLER_ADDRESS}:6443`,
  );
});

test('`npm run provision` makes the whole lab; again, it changes nothing and restarts nothing', async () => {
  await provisioned(SITE);
  const before = await running();
  const second = await LAB.provision(SITE);
  within(5, 'second run of site.yml', second);
  expect([second.exitCode, tasksThat(second, 'failed'), tasksThat(second, 'changed')]).toEqual([0, [], []]);
  expect(recapOf(second, 'changed')).toEqual(NOTHING);
  expect(await running()).toEqual(before);
});

/**
 * Says how long a run took beside its bar, which bench/ is for: here other work shares the processors, so only a run that takes
 * three times as long fails.
 */
function within(barSeconds: number, what: string, run: Run): void {
  const seconds = secondsOf(run);
  console.log(`bar: ${what} ${seconds.toFixed(1)} s (${barSeconds})`);
  expect(seconds).toBeLessThan(3 * barSeconds);
}

/** What would be different after a restart: of services on the machines, and of containers in the cluster. */
async function running() {
  const services = await LAB.insideEach(`systemctl show -P ActiveEnterTimestamp ${UNITS}`);
  const pods = (await podsOf('--all-namespaces')).map(({ metadata, status }) => {
    return [metadata.name, status.startTime, status.containerStatuses.map((each) => each.restartCount)];
  });
  return { services, pods };
}
