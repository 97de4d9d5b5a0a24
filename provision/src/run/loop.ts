import type { Loop } from '../playbook/task.ts';
import { ended } from './ended.ts';
import type { Ended } from './ended.ts';
import { evaluate, evaluateText, mismatch } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';

/** What one item brings: its variables. */
export interface LoopRound {
  readonly item: unknown;
  readonly index: number;
  readonly count: number;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The rounds of a loop. @throws {EvaluationError} {DoubtError} */
export function roundsOf(loop: Loop, over: Evaluator): readonly LoopRound[] {
  const items = evaluate(loop.items, over);
  if (!Array.isArray(items)) throw mismatch('a list to loop over', items, loop.items);
  return items.map((item: unknown, index) => ({
    item,
    index,
    count: items.length,
    variables: {
      [loop.variable]: item,
      ...(loop.indexVariable !== undefined && { [loop.indexVariable]: index }),
      ...(loop.isExtended && { ansible_loop: extended(items, index) }),
    },
  }));
}

/** How an item is shown. A label that cannot be evaluated is the task's own failure already. */
export function labelOf(loop: Loop, { item }: LoopRound, over: Evaluator): string {
  if (loop.label) return evaluateText(loop.label, over) ?? '';
  return typeof item === 'string' ? item : JSON.stringify(item);
}

/** What `register` keeps of an item: its end, and which item it was. */
export function itemResult(end: Ended, { variable, indexVariable }: Loop, round: LoopRound): Ended['result'] {
  return {
    ...end.result,
    [variable]: round.item,
    ansible_loop_var: variable,
    ...(indexVariable !== undefined && { [indexVariable]: round.index, ansible_index_var: indexVariable }),
  };
}

/** What a loop as a whole came to: the worst of its items. Without any it was skipped. */
export function sumUp(ends: readonly Ended[], results: readonly Ended['result'][]): Ended {
  const status = ORDER.find((each) => ends.some((end) => end.status === each)) ?? 'skipped';
  const isAnyChanged = ends.some(({ result }) => result['changed'] === true);
  const decisive = ends.find((end) => end.status === status);
  const msg = MESSAGES[status] ?? 'All items completed';
  return ended(
    status,
    { results, changed: isAnyChanged, msg: ends.length === 0 ? 'No items in the list' : msg },
    {
      reason: ends.length === 0 ? 'the list is empty' : decisive?.reason,
      isPredicted: ends.some((end) => end.isPredicted),
    },
  );
}

/** The worst first. */
const ORDER = [
  'unreachable',
  'failed',
  'unknown',
  'changed',
  'ok',
] as const satisfies readonly Ended['status'][];

const MESSAGES: Readonly<Partial<Record<Ended['status'], string>>> = {
  failed: 'One or more items failed',
  unreachable: 'One or more items failed',
  skipped: 'All items skipped',
};

/** `ansible_loop`. */
function extended(items: readonly unknown[], index: number): Readonly<Record<string, unknown>> {
  const length = items.length;
  return {
    allitems: items,
    index: index + 1,
    index0: index,
    revindex: length - index,
    revindex0: length - index - 1,
    first: index === 0,
    last: index === length - 1,
    length,
    ...(index > 0 && { previtem: items[index - 1] }),
    ...(index < length - 1 && { nextitem: items[index + 1] }),
  };
}
