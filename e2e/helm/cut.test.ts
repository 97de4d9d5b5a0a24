import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { clusterWithHelm, LAB } from './lab.ts';
import { NO_IMAGE, installToy, onController, revisions, runToys, startToy, untilLast } from './toy-run.ts';

// A release that is cut in the middle: by helm's end, by the provisioner's.

beforeAll(clusterWithHelm);
beforeEach(() => runToys('uninstall', {}));
afterAll(async () => {
  await runToys('uninstall', {});
  await onController('rm -rf /srv/remla-charts; kubectl delete namespace remla-toys --ignore-not-found');
});

/** Begins what never becomes ready, and ends helm in the middle of its waiting, without a chance to say so. */
async function cutHelm(): Promise<void> {
  const state = (await revisions()).length === 0 ? 'pending-install' : 'pending-upgrade';
  const run = startToy({ values: { image: NO_IMAGE } });
  await untilLast(state);
  await onController('kill -9 $(pidof helm)');
  await run;
  await untilLast(state);
}

test('a first install that was cut is uninstalled, then installed', async () => {
  await cutHelm();
  const checked = await installToy({}, '--check');
  const mended = await installToy();

  expect([checked.message, checked.status]).toEqual([undefined, 'changed']);
  expect(checked.result['mended']).toBe(mended.result['mended']);
  expect([mended.message, mended.status]).toEqual([undefined, 'changed']);
  expect(mended.result['mended']).toBe('revision 1 was left pending-install: uninstalled, then installed');
  expect(await revisions()).toEqual(['1 deployed']);
});

test('an upgrade that was cut is taken back to what worked, then made', async () => {
  await installToy();
  await cutHelm();
  const mended = await installToy({ values: { colour: 'blue' } });
  const again = await installToy({ values: { colour: 'blue' } });

  expect([mended.message, mended.status, again.status]).toEqual([undefined, 'changed', 'ok']);
  expect(mended.result['mended']).toBe(
    'revision 2 was left pending-upgrade: taken back to revision 1, then upgraded',
  );
  expect((await revisions()).at(-1)).toBe('4 deployed');
});

test('so is a rollback that was cut', async () => {
  await installToy({ values: { image: NO_IMAGE }, timeout: '5s' });
  await installToy({ values: { colour: 'green' } });
  const rollback = onController('helm rollback toy 1 -n remla-toys --wait=watcher --timeout 60s').catch(
    () => 'cut',
  );
  await untilLast('pending-rollback');
  await onController('kill -9 $(pidof helm)');
  await rollback;
  const mended = await installToy({ values: { colour: 'green' } });

  expect([mended.message, mended.status]).toEqual([undefined, 'changed']);
  expect(mended.result['mended']).toMatch(/^revision 3 was left pending-rollback: taken back to revision 2/);
});

test('a helm that still works is waited for: nothing is taken away under it', async () => {
  await installToy();
  const other = onController(
    'helm upgrade toy /srv/remla-charts/toy -n remla-toys --set image=registry.invalid/none:1 --wait=watcher --timeout 8s',
  ).catch(() => 'failed');
  await untilLast('pending-upgrade');
  const waited = await installToy({ values: { colour: 'blue' } });
  await other;

  expect([waited.message, waited.status, waited.result['mended']]).toEqual([undefined, 'changed', undefined]);
  expect((await revisions()).slice(-2)).toEqual(['2 failed', '3 deployed']);
});

test('the provisioner is killed while helm waits: the next run makes it good', async () => {
  await installToy();
  const run = startToy({ values: { image: NO_IMAGE }, timeout: '15s' });
  await untilLast('pending-upgrade');
  run.kill('SIGKILL');
  await LAB.endOf(run);
  const mended = await installToy({ values: { colour: 'blue' } });

  expect([mended.message, mended.status]).toEqual([undefined, 'changed']);
  expect((await revisions()).at(-1)).toMatch(/ deployed$/);
});
