import { expect, test } from 'vitest';

import { recapOf, tasksThat } from '../provision-run.ts';
import { LAB, NOTHING, SITE } from './lab.ts';
import { kubectl } from './programs.ts';
import { releases } from './releases.ts';

// From nothing to the lab with its platform.

test('fresh machines become a lab with Prometheus, by one run', { timeout: 900_000 }, async () => {
  await LAB.forget();
  await LAB.up();
  await LAB.provisioned(SITE);
  expect(await releases()).toEqual([
    'headlamp/headlamp headlamp-0.45.0 revision 1 deployed',
    'monitoring/kube-prometheus-stack kube-prometheus-stack-88.5.3 revision 1 deployed',
  ]);
});

test('again, it changes nothing, upgrades nothing and restarts nothing', async () => {
  const before = [await releases(), await pods()];
  const second = await LAB.provisioned(SITE);
  expect(tasksThat(second, 'changed')).toEqual([]);
  expect(recapOf(second, 'changed')).toEqual(NOTHING);
  expect([await releases(), await pods()]).toEqual(before);
});

/** What would be different after a restart of any pod. */
async function pods(): Promise<readonly string[]> {
  const row =
    '{range .items[*]}{.metadata.name} {.status.startTime} {.status.containerStatuses[*].restartCount}{"\\n"}{end}';
  return (await kubectl('get', 'pods', '--all-namespaces', '--output', `jsonpath=${row}`))
    .split('\n')
    .toSorted();
}
