import type { Loop, Task } from '../playbook/task.ts';
import { pause } from './clock.ts';
import type { TaskContext, Upcoming } from './context.ts';
import type { Ended } from './ended.ts';
import { isBad } from './ended.ts';
import { endOfError } from './end-of-error.ts';
import { DoubtError, EvaluationError, holds } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import { itemResult, labelOf, roundsOf, sumUp } from './loop.ts';
import type { LoopRound } from './loop.ts';
import { outcomeOf } from './outcome.ts';
import { keepFacts } from './remember.ts';
import { runRound, skippedBy } from './round.ts';
import type { RoundEnd } from './round.ts';
import { evaluatorOf } from './variables.ts';

/** How a task ended on a machine, all items of its loop together. */
export interface HostEnd extends RoundEnd {
  /** The rounds behind it, one where there is no loop. */
  readonly rounds: readonly RoundEnd[];
}

/** Runs a task on one machine, item by item. Of what is remembered, only variables and facts that it sets change. */
export async function runOnHost(context: TaskContext<Task>): Promise<HostEnd> {
  const { loop } = context.task;
  if (!loop) {
    const end = await runRound(context);
    keepRound(context, end);
    return { ...end, rounds: [end] };
  }
  const over = evaluatorOf(context);
  const startMs = context.batch.run.options.clock.now();
  const planned = planRounds(context, { loop, over });
  if (!Array.isArray(planned)) return { ...withoutRound(planned as Ended), rounds: [] };
  const ends: RoundEnd[] = [];
  const results: Ended['result'][] = [];
  const rounds = planned as readonly LoopRound[];
  for (const round of rounds) {
    if (round.index > 0 && loop.pauseMs > 0) await pauseBetween(context, loop);
    const end = await runRound(
      { ...context, following: () => withRest(context, rounds.slice(round.index + 1)) },
      round.variables,
    );
    keepRound(context, end);
    ends.push(end);
    results.push(itemResult(end, loop, round));
    reportItem(context, { loop, round, end });
    if (end.status === 'unreachable' && !end.isIgnored) break;
  }
  return {
    ...together(ends, results),
    durationMs: context.batch.run.options.clock.now() - startMs,
    rounds: ends,
  };
}

/** What the next round has to know of this one. */
function keepRound({ task, title, state }: TaskContext<Task>, end: RoundEnd): void {
  keepFacts(state, { task, end, unapplied: { name: title.name, place: task.place } });
  state.quietTasks = end.status === 'changed' && !end.isPredicted ? 0 : state.quietTasks + 1;
}

/** The rounds, or the end where there is nothing to loop over: a list that cannot be had is no fault of a task that is skipped. */
function planRounds(
  context: TaskContext<Task>,
  { loop, over }: { readonly loop: Loop; readonly over: Evaluator },
): readonly LoopRound[] | Ended {
  try {
    return roundsOf(loop, over);
  } catch (error) {
    return unmetEnd(context.task, over) ?? endOfError(error, { context, site: undefined });
  }
}

function unmetEnd({ when }: Task, over: Evaluator): Ended | undefined {
  try {
    const unmet = when.find((condition) => !holds(condition, over));
    return unmet && skippedBy(unmet);
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof DoubtError) return undefined;
    throw error;
  }
}

/** The items that are left come before all else. */
function* withRest(
  { task, scope, following }: TaskContext<Task>,
  rest: readonly LoopRound[],
): Iterable<Upcoming> {
  yield { task, scope, rounds: rest.map(({ variables }) => variables) };
  yield* following();
}

async function pauseBetween({ batch }: TaskContext, { pauseMs }: Loop): Promise<void> {
  await pause(pauseMs, { clock: batch.run.options.clock, signal: batch.run.options.signal });
}

function reportItem(
  context: TaskContext<Task>,
  { loop, round, end }: { readonly loop: Loop; readonly round: LoopRound; readonly end: RoundEnd },
): void {
  const { state, batch, title } = context;
  const over = evaluatorOf(context, round.variables);
  batch.run.reporter.emit({
    type: 'item-finished',
    taskId: title.id,
    host: state.host.name,
    label: end.isHidden ? '(hidden)' : safeLabel(loop, round, over),
    index: round.index,
    count: round.count,
    outcome: outcomeOf(end),
  });
}

function safeLabel(loop: Loop, round: LoopRound, over: Evaluator): string {
  try {
    return labelOf(loop, round, over);
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof DoubtError) return String(round.index);
    throw error;
  }
}

function together(ends: readonly RoundEnd[], results: readonly Ended['result'][]): RoundEnd {
  const bad = ends.filter(isBad);
  return {
    ...sumUp(ends, results),
    delegate: ends.find(({ delegate }) => delegate !== undefined)?.delegate,
    isHidden: ends.some(({ isHidden }) => isHidden),
    isIgnored: bad.length > 0 && bad.every(({ isIgnored }) => isIgnored),
    topics: [...new Set(ends.flatMap((end) => (mayHaveChanged(end) ? end.topics : [])))],
    durationMs: 0,
    roundTrips: ends.reduce((sum, { roundTrips }) => sum + roundTrips, 0),
  };
}

/** Whether what it notifies is to be notified, certainly or perhaps. */
export function mayHaveChanged({ status }: Pick<Ended, 'status'>): boolean {
  return status === 'changed' || status === 'unknown';
}

function withoutRound(end: Ended): RoundEnd {
  return {
    ...end,
    delegate: undefined,
    isHidden: false,
    isIgnored: false,
    topics: [],
    durationMs: 0,
    roundTrips: 0,
  };
}
