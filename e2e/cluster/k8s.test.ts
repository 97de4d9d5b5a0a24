import { afterAll, beforeAll, expect, test } from 'vitest';

import type { RunEvent } from '../../provision/src/run/event.ts';
import { drawn } from '../seeded.ts';
import { wholeLab } from './lab.ts';
import { NAMESPACE, toys } from './objects.ts';
import { run, startRun } from './objects-run.ts';

// The modules k8s and k8s_info against a real API server, in a namespace of their own.

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** An apply of these objects, with its wait, takes about so long. */
const APPLY_MS = 2_500;
/** Images that every machine of this lane has. */
const TOYS = { image: 'registry.k8s.io/pause:3.10.2' };
const CRASHING = {
  image: 'registry.k8s.io/coredns/coredns:v1.14.2',
  args: ['-nonsense'],
  minReadySeconds: 5,
};

beforeAll(wholeLab);
afterAll(() => run(toys(TOYS), { state: 'absent' }));

test('objects come in waves, in whatever order they stand, and are rolled out; a second run changes nothing', async () => {
  const first = await run(toys(TOYS));
  const second = await run(toys(TOYS));

  expect([first.message, first.status, first.readyPods]).toEqual([undefined, 'changed', 2]);
  expect([second.status, second.objects]).toEqual(['ok', first.objects]);
  expect(first.objects.map(({ kind }) => kind)).toEqual([
    'ConfigMap',
    'ConfigMap',
    'ConfigMap',
    'Service',
    'ServiceAccount',
    'ServiceAccount',
    'Deployment',
    'Toy',
  ]);
  console.log(`k8s: 7 objects that are as they shall be, judged in ${Math.round(second.durationMs)} ms`);
});

test('check mode says what a run then does', async () => {
  const other = toys({ ...TOYS, data: { a: '2' } });
  await run(toys(TOYS));
  const checked = await run(other, {}, '--check', '--diff');
  const done = await run(other, {}, '--diff');
  const again = await run(other, {}, '--check', '--diff');

  const title = `ConfigMap ${NAMESPACE}/toy`;
  expect(checked).toMatchObject({ status: 'changed', diff: [{ beforeHeader: title, afterHeader: title }] });
  expect(checked.diff[0]?.before).toContain('a: "1"');
  expect(checked.diff[0]?.after).toContain('a: "2"');
  expect([done.status, done.diff]).toEqual(['changed', checked.diff]);
  expect([again.status, again.diff]).toEqual(['ok', []]);
});

test('what is gone from the set goes from the cluster, and what is not of it stays', async () => {
  const [toy, ...others] = toys(TOYS);
  const grown = await run([...toys(TOYS), configMap('other', { a: '1' })]);
  const kept = await run(others, { prune: false });
  const pruned = await run(others);
  const again = await run(others);

  expect(toy).toMatchObject({ kind: 'Toy' });
  expect([kept.status, kept.objects]).toEqual(['ok', grown.objects]);
  expect([pruned.status, pruned.result['pruned']]).toEqual([
    'changed',
    [`Toy ${NAMESPACE}/toy`, `ConfigMap ${NAMESPACE}/other`],
  ]);
  expect([again.status, again.result['pruned']]).toEqual(['ok', []]);
  const names = again.objects.map(({ kind, name }) => `${kind} ${name}`);
  // The first of them is of no set, but of Kubernetes itself.
  expect(names.slice(0, 3)).toEqual([
    'ConfigMap applyset-toys',
    'ConfigMap kube-root-ca.crt',
    'ConfigMap toy',
  ]);
});

test('a mistyped field is found before anything is changed', async () => {
  const before = await run(toys(TOYS));
  const refused = await run([configMap('new', {}), { ...configMap('toy', {}), dta: {} }]);
  const after = await run(toys(TOYS));

  expect(refused.message).toBe(`ConfigMap ${NAMESPACE}/toy: .dta: field not declared in schema`);
  expect([after.status, after.objects]).toEqual(['ok', before.objects]);
});

test('a field that another manager owns is named, and taken over only when that is asked for', async () => {
  const wanted = [...toys(TOYS), configMap('owned', { a: '2' })];
  await run([configMap('owned', { a: '1' })], { manager: 'somebody', prune: false });
  const refused = await run(wanted);
  const forced = await run(wanted, { force: true });

  expect(refused.message).toBe(
    `ConfigMap ${NAMESPACE}/owned: others manage .data.a ("somebody"); \`force: true\` takes that over`,
  );
  expect(forced.status).toBe('changed');
});

test('an image that there is not ends the wait before its time, with the cause; the old pods stay', async () => {
  await run(toys(TOYS));
  const failed = await run(toys({ image: 'remla.test/none:1' }), { timeout: 100 });
  const { readyPods } = await run([], {}, '--tags', 'look');

  expect(failed.message).toMatch(/^this cannot become ready:\nDeployment k8s-test\/toy: .*ErrImageNeverPull/);
  expect(failed.durationMs).toBeLessThan(60_000);
  expect(readyPods).toBe(2);
});

test('a pod that crashes is shown with the last lines of its log', async () => {
  const { message } = await run(toys(CRASHING), { timeout: 12 });

  expect(message).toMatch(/^not ready after 12 s:\nDeployment k8s-test\/toy: /);
  expect(message).toMatch(/^ {2}pod toy-\S+ on \S+: toy (waits: CrashLoopBackOff|ended with exit code)/m);
  expect(message).toMatch(/^ {2}the last lines of toy:\n {4}.*\S/m);
});

test('pods that the policy of their namespace forbids end the wait, with what it says', async () => {
  const workload = toys(TOYS).map((each) => ('spec' in each ? withoutSecurity(each) : each));
  const { message } = await run(workload, { timeout: 100 });

  expect(message).toMatch(
    /^this cannot become ready:\nDeployment k8s-test\/toy: .*violates PodSecurity "restricted/,
  );
});

test('killed in the middle of it, the next run comes to the same end', async () => {
  await run(toys(TOYS));
  const whole = await run(toys(TOYS));
  const moments = drawn(3, APPLY_MS, SEED);
  console.log(`k8s: seed ${SEED}, killed after ${moments.join(', ')} ms`);
  for (const moment of moments) {
    await run(toys(TOYS), { state: 'absent' });
    const child = startRun(toys(TOYS));
    for await (const line of child.iterable({ from: 'stdout' })) {
      const isBegun = line.startsWith('{') && (JSON.parse(line) as RunEvent).type === 'task-started';
      if (isBegun) setTimeout(() => child.kill('SIGKILL'), moment);
    }
    await child;
    const next = await run(toys(TOYS));
    expect([next.message, next.readyPods, next.objects]).toEqual([undefined, 2, whole.objects]);
    expect((await run(toys(TOYS))).status).toBe('ok');
  }
});

test('what is to be absent goes, all of it; a second run changes nothing', async () => {
  await run(toys(TOYS));
  const gone = await run(toys(TOYS), { state: 'absent' });
  const again = await run(toys(TOYS), { state: 'absent' });

  expect([gone.status, gone.objects]).toEqual(['changed', []]);
  expect(again.status).toBe('ok');
});

function configMap(name: string, data: Readonly<Record<string, string>>): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data };
}

/** The same workload without what the policy asks of its pods. */
function withoutSecurity(object: object): object {
  const text = JSON.stringify(object, (key, value: unknown) =>
    key === 'securityContext' ? undefined : value,
  );
  return JSON.parse(text) as object;
}
