import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { recapOf, tasksThat } from '../provision-run.ts';
import { LAB, NOTHING, SITE } from './lab.ts';
import { helm, kubectl } from './programs.ts';
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

test("Grafana's password is random, for its owner alone, and in no release's values", async () => {
  const path = join(LAB.labState, 'secrets', 'grafana_password');
  const password = await readFile(path, 'utf8');
  expect(password.trim()).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  const kept = await kubectl(
    'get',
    'secret',
    'grafana-admin',
    '-n',
    'monitoring',
    '-o',
    'jsonpath={.data.admin-password}',
  );
  expect(Buffer.from(kept, 'base64').toString()).toBe(password.trim());
  const values = await helm('get', 'values', 'kube-prometheus-stack', '-n', 'monitoring', '--all');
  expect(values).toContain('existingSecret: grafana-admin');
  expect(values).not.toContain(password.trim());
});

/** What would be different after a restart of any pod. */
async function pods(): Promise<readonly string[]> {
  const row =
    '{range .items[*]}{.metadata.name} {.status.startTime} {.status.containerStatuses[*].restartCount}{"\\n"}{end}';
  return (await kubectl('get', 'pods', '--all-namespaces', '--output', `jsonpath=${row}`))
    .split('\n')
    .toSorted();
}
