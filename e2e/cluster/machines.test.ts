import { beforeAll, expect, test } from 'vitest';

import { execa } from 'execa';

import { recapOf } from '../provision-run.ts';
import type { MachineName } from '../vagrant-lab.ts';
import { VERSION } from './distribution.ts';
import { kubectl, nodes, readyNodes } from './kubectl.ts';
import { LAB, NOTHING, SITE, appOrigin, provisioned, wholeLab } from './lab.ts';
import { predict } from '../local/ask.ts';

beforeAll(wholeLab);

test('a machine that was destroyed and made again joins again: the old node goes, the new key is accepted', async () => {
  const old = await uidOf('node2');
  await LAB.destroy('node2');
  await LAB.up('node2');
  const run = await provisioned(SITE);
  expect(run.events.some((event) => event.type === 'note' && event.host === 'node2')).toBe(true);
  await expect.poll(nodes, { timeout: 30_000 }).toEqual(readyNodes(VERSION));
  expect(await uidOf('node2')).not.toBe(old);
  expect((await predict(await appOrigin(), {})).status).toBe(200);
});

test.each(['node1', 'controller'] as const)(
  '%s comes back from a reboot, and the app with it',
  async (name) => {
    const startMs = Date.now();
    const before = await startOf(name);
    await execa('docker', ['exec', LAB.containerOf(name), 'systemctl', 'reboot'], { reject: false });
    // Were its containers not ended beforehand, systemd would wait 90 s for them.
    await expect.poll(() => startOf(name), { timeout: 80_000 }).not.toBe(before);
    // It has started what it starts by itself.
    const hasStarted = 'test -z "$(systemctl list-jobs --no-legend)"';
    await expect
      .poll(async () => (await LAB.start(['ssh', name, hasStarted])).exitCode, { timeout: 60_000 })
      .toBe(0);
    console.log(`bar: ${name} is back from a reboot after ${((Date.now() - startMs) / 1000).toFixed(1)} s`);
    const run = await provisioned(SITE);
    // Docker writes /etc/hosts anew at each start; nothing else is lost.
    expect(recapOf(run, 'changed')).toEqual({ ...NOTHING, [name]: 1 });
    // What the API says just behind a start is what it knew before: pods may still be on their way.
    await expect.poll(nodes, { timeout: 60_000 }).toEqual(readyNodes(VERSION));
    const origin = await appOrigin();
    const answer = () =>
      predict(origin, { connection: 'close' }).then(
        ({ status }) => status,
        () => undefined,
      );
    await expect.poll(answer, { timeout: 60_000 }).toBe(200);
  },
);

/** When a machine was started last. */
async function startOf(name: MachineName): Promise<string> {
  const { stdout } = await execa('docker', [
    'inspect',
    '--format',
    '{{.State.StartedAt}}',
    LAB.containerOf(name),
  ]);
  return stdout;
}

function uidOf(node: string): Promise<string> {
  return kubectl('get', 'node', node, '--output', 'jsonpath={.metadata.uid}');
}
