import { expect, test } from 'vitest';

import { LabError } from '../errors.ts';
import { inTurn } from './in-turn.ts';
import type { CheckName } from './names.ts';
import { runChecks } from './run-checks.ts';
import type { Check, Checked } from './run-checks.ts';
import { failed, notThere, ok } from './verdict.ts';
import type { Verdict } from './verdict.ts';

class Away extends LabError {
  readonly code = 'cluster-unavailable';
}

const check = (
  name: CheckName,
  look: () => Verdict | Promise<Verdict>,
  needs?: readonly CheckName[],
): Check => ({
  name,
  ...(needs && { needs }),
  look: async () => look(),
});

async function run(checks: readonly Check[], wanted = checks.map(({ name }) => name)) {
  const shown: Checked[] = [];
  const waiting: (readonly CheckName[])[] = [];
  const { signal } = new AbortController();
  const watcher = {
    onVerdict: (one: Checked) => void shown.push(one),
    onWaiting: (names: readonly CheckName[]) => void waiting.push(names),
  };
  const checked = await runChecks(checks, { wanted, watcher, signal });
  return { checked, shown, waiting };
}

test('all begin at once, and are shown in their order', async () => {
  const slow = Promise.withResolvers<Verdict>();
  const { checked, shown, waiting } = await run([
    check('machines', () => slow.promise),
    check('nodes', () => {
      slow.resolve(ok('slow'));
      return ok('quick');
    }),
  ]);
  expect(checked).toEqual([
    { name: 'machines', verdict: ok('slow') },
    { name: 'nodes', verdict: ok('quick') },
  ]);
  expect(shown).toEqual(checked);
  expect([waiting[0], waiting.at(-1)]).toEqual([['machines', 'nodes'], []]);
});

test('a lab error is the cause of its check, and told once', async () => {
  let looked = 0;
  const away = () => {
    looked += 1;
    throw new Away('nobody answers', { hint: 'start it' });
  };
  const never = () => ok('never looked at');
  const { checked } = await run([
    check('kubeconfig', away),
    check('nodes', never, ['kubeconfig']),
    check('pods', never, ['kubeconfig']),
  ]);
  const why = failed({ what: 'not looked at, for kubeconfig does not work' });
  expect(checked.map(({ verdict }) => verdict)).toEqual([
    failed({ what: 'nobody answers', mend: 'start it' }),
    why,
    why,
  ]);
  expect(looked).toBe(1);
});

test('what is needed and not shown gives its own cause', async () => {
  const bad = failed({ what: 'nobody answers' });
  const checks = [check('kubeconfig', () => bad), check('nodes', () => ok(''), ['kubeconfig'])];
  expect((await run(checks, ['nodes'])).checked).toEqual([{ name: 'nodes', verdict: bad }]);
});

test('what needs something that is not installed is not installed either', async () => {
  const absent = notThere('no pod of Grafana', 'install it');
  const checks = [check('grafana', () => absent), check('dashboards', () => ok(''), ['grafana'])];
  expect((await run(checks)).checked.map(({ verdict }) => verdict)).toEqual([absent, absent]);
});

test('a bug is no verdict', async () => {
  const slow = check('machines', () => new Promise<Verdict>(() => {}));
  const broken = check('nodes', () => {
    throw new TypeError('a bug');
  });
  await expect(run([slow, broken])).rejects.toThrow('a bug');
});

test('stopped: the reason of the signal', async () => {
  const stop = new AbortController();
  const watcher = { onVerdict: () => {}, onWaiting: () => {} };
  const look = async () => {
    stop.abort(new Error('stopped'));
    return ok('');
  };
  const running = runChecks([{ name: 'app', look }], { wanted: ['app'], watcher, signal: stop.signal });
  await expect(running).rejects.toThrow('stopped');
});

test('in turn: one after the other, each with its own outcome', async () => {
  const turn = inTurn();
  const order: string[] = [];
  const first = Promise.withResolvers<void>();
  const one = turn(async () => {
    await first.promise;
    order.push('one');
    throw new Error('one failed');
  });
  const two = turn(async () => order.push('two'));
  first.resolve();
  await expect(one).rejects.toThrow('one failed');
  expect([await two, order]).toEqual([2, ['one', 'two']]);
});
