import { afterAll, beforeAll, expect, test } from 'vitest';

import { clusterWithHelm } from './lab.ts';
import { NO_IMAGE, installToy, onController, revisions, runToys } from './toy-run.ts';

// The module helm with the real program, against a real API server, with a chart of ours in a namespace of its own.

beforeAll(clusterWithHelm);
beforeAll(() => runToys('uninstall', {}));
afterAll(async () => {
  await runToys('uninstall', {});
  await onController('rm -rf /srv/remla-charts; kubectl delete namespace remla-toys --ignore-not-found');
});

test('a release is installed and waited for; a second run changes nothing', async () => {
  const first = await installToy({ values: { colour: 'green' } });
  const second = await installToy({ values: { colour: 'green' } });

  expect([first.message, first.status]).toEqual([undefined, 'changed']);
  expect(first.result['status']).toEqual({
    name: 'toy',
    namespace: 'remla-toys',
    revision: 1,
    status: 'deployed',
    chart: 'toy-1.0.0',
    app_version: '3',
    values: { colour: 'green' },
  });
  expect([second.status, second.result['status']]).toEqual(['ok', first.result['status']]);
  expect(
    await onController('kubectl get deployment toy -n remla-toys -o jsonpath={.status.availableReplicas}'),
  ).toBe('1');
  console.log(`helm: installed in ${first.durationMs} ms, found as it shall be in ${second.durationMs} ms`);
});

test('--check says what a run then does, and values of Secrets are hidden', async () => {
  const how = { values: { colour: 'blue', password: 'very-secret' } };
  const checked = await installToy(how, '--check', '--diff');
  const done = await installToy(how, '--diff');
  const again = await installToy(how, '--check', '--diff');

  const titles = checked.diff.map(({ afterHeader }) => afterHeader);
  expect([checked.message, checked.status, titles]).toEqual([
    undefined,
    'changed',
    ['ConfigMap remla-toys/toy', 'Secret remla-toys/toy'],
  ]);
  expect([done.status, done.diff]).toEqual(['changed', checked.diff]);
  expect([again.status, again.diff]).toEqual(['ok', []]);
  expect(JSON.stringify([checked.diff, done.diff])).not.toContain('very-secret');
});

test('another content of the chart is an upgrade, and values that are not given any more are the chart’s again', async () => {
  const before = await revisions();
  const same = await installToy({ values: { colour: 'blue', password: 'very-secret' }, note: 'b' });
  const fewer = await installToy({ note: 'b' });
  const again = await installToy({ note: 'b' });

  expect([same.status, fewer.status, again.status]).toEqual(['changed', 'changed', 'ok']);
  expect((await revisions()).length).toBe(before.length + 2);
  expect(await onController('kubectl get configmap toy -n remla-toys -o jsonpath={.data.colour}')).toBe(
    'red',
  );
});

test('values that the chart’s schema refuses are found by --check', async () => {
  await installToy();
  const before = await revisions();
  const checked = await installToy({ values: { colour: 'grey' } }, '--check');
  const done = await installToy({ values: { colour: 'grey' } });

  expect(checked.message).toMatch(/^helm refuses toy-1\.0\.0: [^]*colour/);
  expect(done.message).toMatch(/^helm could not install toy: [^]*colour/);
  expect(await revisions()).toEqual(before);
});

test('a release that fails says why, and the next run mends it', async () => {
  const values = { image: 'registry.k8s.io/coredns/coredns:v1.14.2', args: ['-nonsense'] };
  // Its container may just have ended, or wait to be started again.
  const trouble =
    /\n {2}pod toy-\S+ on \w+: toy (waits: CrashLoopBackOff: .*|ended with exit code 2: Error)\n/;
  let crashing = await installToy({ values, timeout: '20s' });
  // Or it ran for a moment, just when it was looked at.
  if (!trouble.test(crashing.message ?? '')) crashing = await installToy({ values, timeout: '25s' });
  const missing = await installToy({ values: { image: NO_IMAGE }, timeout: '25s' });
  const mended = await installToy();

  expect(crashing.message).toMatch(/^helm could not install toy: /);
  expect(crashing.message).toMatch(trouble);
  expect(crashing.message).toMatch(/\n {2}the last lines of toy:\n {4}.*\n[^]*Show version/);
  expect(missing.message).toContain('ErrImageNeverPull');
  expect(missing.message).toContain(NO_IMAGE);
  expect(missing.waited.join('\n')).toContain('ErrImageNeverPull');
  expect(missing.result['status']).toMatchObject({ status: 'failed' });
  expect([mended.status, mended.message]).toEqual(['changed', undefined]);
});

test('with atomic, what failed is taken back, and still said', async () => {
  await installToy({ values: { colour: 'green' } });
  const upgraded = await installToy({ values: { image: NO_IMAGE }, timeout: '10s', atomic: true });
  const colour = await onController('kubectl get configmap toy -n remla-toys -o jsonpath={.data.colour}');
  await runToys('uninstall', {});
  const installed = await installToy({ values: { image: NO_IMAGE }, timeout: '10s', atomic: true });

  expect(upgraded.message).toContain('ErrImageNeverPull');
  expect(upgraded.message).toMatch(/\nit was taken back to revision \d+$/);
  expect(colour).toBe('green');
  expect(installed.message).toMatch(/ErrImageNeverPull[^]*\nit was uninstalled again$/);
  expect(await revisions()).toEqual([]);
});

test('values come from a template; what is wrong with it has its place there', async () => {
  await installToy();
  const variables = { colour: 'blue', words: ['a', 'b'] };
  const good = await runToys('template', { ...variables, template: 'good' }, '--check', '--diff');
  const bad = await runToys('template', { ...variables, template: 'bad' });

  expect([good.message, good.status]).toEqual([undefined, 'changed']);
  expect(good.diff.map(({ after }) => after).join('')).toMatch(/colour: blue[^]*- a\n\s+- b\n/);
  expect(bad.message).toContain('e2e/helm/playbooks/templates/bad.yml.hbs:3:');
});

test('a release is uninstalled, once', async () => {
  await installToy();
  const checked = await runToys('uninstall', {}, '--check', '--diff');
  const first = await runToys('uninstall', {});
  const second = await runToys('uninstall', {});

  expect([checked.status, first.status, second.status]).toEqual(['changed', 'changed', 'ok']);
  expect(checked.diff.map(({ beforeHeader, after }) => [beforeHeader, after])).toEqual([
    ['ConfigMap remla-toys/toy', ''],
    ['Deployment remla-toys/toy', ''],
    ['Secret remla-toys/toy', ''],
  ]);
  expect(await onController('kubectl get deployments -n remla-toys -o name')).toBe('');
});
