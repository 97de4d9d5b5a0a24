import type { Condition } from '../expression/condition.ts';
import type { Task } from '../playbook/task.ts';
import type { TaskContext } from './context.ts';
import { ended } from './ended.ts';
import type { Ended } from './ended.ts';
import { endOfError } from './end-of-error.ts';
import { evaluateSwitch, holds } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import { topicsOf, writeDownTopics } from './notify.ts';
import { outcomeOf } from './outcome.ts';
import { siteOf } from './site.ts';
import type { Site } from './site.ts';
import { withTimeLimit } from './time-limit.ts';
import { attemptUntil } from './until.ts';
import { evaluatorOf, variablesOf } from './variables.ts';

/** How a task without a loop, or one item of its loop, ended. */
export interface RoundEnd extends Ended {
  readonly delegate: string | undefined;
  readonly isHidden: boolean;
  readonly isIgnored: boolean;
  /** What it notifies, should it have changed something. */
  readonly topics: readonly string[];
  readonly durationMs: number;
  readonly roundTrips: number;
}

/** One round of a task on a machine: condition, module, tries, verdict. `loop`: the variables of the item. */
export async function runRound(
  context: TaskContext<Task>,
  loop: Readonly<Record<string, unknown>> = {},
): Promise<RoundEnd> {
  const { task, batch } = context;
  const { clock } = batch.run.options;
  const startMs = clock.now();
  const over = evaluatorOf(context, loop);
  let site: Site | undefined;
  let topics: readonly string[] = [];
  let tripsBefore = 0;
  const work = async (): Promise<Ended> => {
    const unmet = task.when.find((condition) => !holds(condition, over));
    if (unmet) return skippedBy(unmet);
    site = siteOf(context, over);
    topics = topicsOf(context, over);
    tripsBefore = site.machine.connection.roundTrips;
    return tryOut({ context, loop, over, site, topics });
  };
  const end = await work().catch((error: unknown) => endOfError(error, { context, site }));
  const isIgnored =
    (end.status === 'failed' && isOn(task.ignoreErrors, over)) ||
    (end.status === 'unreachable' && isOn(task.ignoreUnreachable, over));
  return {
    ...end,
    isIgnored,
    topics,
    delegate: site?.delegate,
    isHidden: site?.isHidden ?? (task.noLog !== undefined && isOn(task.noLog, over, true)),
    durationMs: clock.now() - startMs,
    roundTrips: site ? site.machine.connection.roundTrips - tripsBefore : 0,
  };
}

interface Round {
  readonly context: TaskContext<Task>;
  readonly loop: Readonly<Record<string, unknown>>;
  readonly over: Evaluator;
  readonly site: Site;
  readonly topics: readonly string[];
}

async function tryOut({ context, loop, over, site, topics }: Round): Promise<Ended> {
  const { task, state, batch, title } = context;
  const { options, reporter } = batch.run;
  const overWith = (result: Ended['result']): Evaluator =>
    task.register === undefined
      ? over
      : { ...over, variables: variablesOf(context, { ...loop, [task.register]: result }) };
  return withTimeLimit(
    { timeoutMs: site.timeoutMs, clock: options.clock, signal: options.signal },
    (signal) =>
      attemptUntil(
        { context, site, over, signal, beforeChange: () => writeDownTopics(context, site, topics) },
        {
          overWith,
          onRetry: (once, attempt, of) =>
            reporter.emit({
              type: 'retry',
              taskId: title.id,
              host: state.host.name,
              attempt,
              of,
              outcome: outcomeOf({ ...once, isHidden: site.isHidden }),
            }),
        },
      ),
  );
}

/** The end of a round whose condition does not hold. */
export function skippedBy({ text, place }: Condition): Ended {
  const result = { skip_reason: 'Conditional result was False', false_condition: text };
  const { line, column } = place.position;
  return ended('skipped', result, { reason: `${text} (${place.file}:${line}:${column})` });
}

/** A setting that cannot be evaluated any more is taken for what is safe. */
function isOn(value: Task['ignoreErrors'], over: Evaluator, otherwise = false): boolean {
  try {
    return evaluateSwitch(value, over) ?? false;
  } catch {
    return otherwise;
  }
}
