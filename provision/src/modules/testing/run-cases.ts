import { expect } from 'vitest';

import type { Diff, Prediction, Result } from '../decision.ts';
import type { Module } from '../module.ts';
import { argumentsOf } from './case-arguments.ts';
import { contextOf } from './case-context.ts';
import type { Case, CaseFacts } from './case-file.ts';
import { fromCase } from './case-value.ts';
import { playDecision } from './play-decision.ts';
import type { Trace } from './play-decision.ts';

/** The contract's bound on questions, and on deeds, in a task's life. */
const MOST_ASKS = 3;
const MOST_ACTS = 3;

/**
 * Plays one case and expects what it says, and what holds for every case. The format stands in case-file.ts.
 * Gives what happened; undefined where the arguments were refused.
 */
export function runCase(module: Module, given: Case): Trace | undefined {
  const checked = argumentsOf(module, given.args);
  if ('refused' in checked) {
    expect(checked.refused, 'what the schema says').toEqual(given.refused ?? []);
    return undefined;
  }
  expect(given.refused, 'the schema takes the arguments').toBeUndefined();
  const after = layered(given.facts, given.again ?? {});
  const play = (facts: CaseFacts, outputs: Case['outputs']) =>
    playDecision(module.decide(deepFreeze(checked.args), contextOf(given)), {
      isCheck: given.check,
      facts,
      factsAfter: after,
      outputs,
    });

  const trace = play(given.facts, given.outputs);

  expect(play(given.facts, given.outputs), 'deciding twice on the same is the same').toEqual(trace);
  expectEnd(given, trace);
  expectWork(given, trace);
  expectContract(module, trace);
  if (given.again) {
    const second = play(after, given.again_outputs);
    const end = second.done ?? second.predicted;
    expect({ changed: end?.changed, failed: end?.result?.failed }, 'a second run').toEqual({
      changed: false,
      failed: undefined,
    });
    expectContract(module, second);
  }
  return trace;
}

function expectEnd(given: Case, { done, predicted }: Trace): void {
  const end: Prediction | undefined = done ?? predicted;
  const { failed, ...result } = end?.result ?? {};
  const msg = given.error === undefined ? {} : { msg: given.error };
  expect({ failed: failed ?? false, ...(failed && { msg: result.msg }) }, 'whether it fails').toEqual({
    failed: given.error !== undefined,
    ...msg,
  });
  expect(end?.changed, 'changed').toBe(given.changed);
  if (given.result) expect(result, 'result').toEqual({ ...msg, ...(fromCase(given.result) as Result) });
  if (given.diff_shown) expect(end?.diff, 'diff').toEqual(given.diff_shown);
}

function expectWork(given: Case, { asks, actions, predicted }: Trace): void {
  if (given.asks)
    expect(asks, 'asks').toEqual(given.asks.map((round) => [...round].sort((a, b) => (a < b ? -1 : 1))));
  if (!given.check) {
    const said = actions.map((action, index) =>
      typeof given.actions[index] === 'string' ? (action['shell'] ?? action) : action,
    );
    // Bytes stay as they are written here: an action is described the same way.
    expect(said, 'actions').toEqual(given.actions);
  }
  if (given.predicted) {
    expect(predicted?.changed, 'predicted: changed').toBe(given.predicted.changed);
    if (given.predicted.result)
      expect(predicted?.result, 'predicted: result').toEqual(fromCase(given.predicted.result));
    if (given.predicted.diff) expect(predicted?.diff, 'predicted: diff').toEqual(given.predicted.diff);
  }
}

function expectContract(module: Module, { asks, acts, done, predicted }: Trace): void {
  expect(asks.length, 'at most three rounds of questions').toBeLessThanOrEqual(MOST_ASKS);
  expect(acts, 'at most three rounds of actions').toBeLessThanOrEqual(MOST_ACTS);
  for (const result of [done?.result, predicted?.result]) {
    expect(undocumented(module, result), 'fields that `returns` does not document').toEqual([]);
  }
  for (const diff of [...(done?.diff ?? []), ...(predicted?.diff ?? [])]) expectDiff(diff);
  if (done && predicted && done.result.failed !== true && predicted.changed !== 'unknown') {
    expect(done.changed, 'what was predicted came true').toBe(predicted.changed);
  }
}

function expectDiff(diff: Diff): void {
  expect(diff.before, 'a diff shows a difference').not.toBe(diff.after);
}

/** `failed` and `msg` belong to every task; a field in capitals stands for names that nobody knows beforehand. */
function undocumented({ returns }: Module, result: Result | undefined): readonly string[] {
  const isOpen = Object.keys(returns).some((name) => /^[A-Z_]+$/.test(name));
  const known = new Set(['failed', 'msg', ...Object.keys(returns)]);
  const fields = Object.entries(result ?? {}).filter(([, value]) => value !== undefined);
  return isOpen ? [] : fields.map(([name]) => name).filter((name) => !known.has(name));
}

function layered(facts: CaseFacts, over: CaseFacts): CaseFacts {
  const names = [...new Set([...Object.keys(facts), ...Object.keys(over)])];
  return Object.fromEntries(names.map((name) => [name, { ...facts[name], ...over[name] }]));
}

/** Arguments that a module changes make it throw. */
function deepFreeze(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
