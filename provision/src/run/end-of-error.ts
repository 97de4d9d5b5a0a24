import { LabError } from '../errors.ts';
import { ConnectError, HostKeyError } from '../transport/errors.ts';
import type { TaskContext } from './context.ts';
import { describeError, describeProblems } from './describe.ts';
import { ended, failure, unknownAfter } from './ended.ts';
import type { Ended } from './ended.ts';
import { DoubtError, EvaluationError } from './evaluate.ts';
import type { Site } from './site.ts';
import { TimeLimitError } from './time-limit.ts';

/**
 * What an error means for the task that it came up in. @throws the error, where it is the interruption of the run or
 * none of ours
 */
export function endOfError(
  error: unknown,
  { context, site }: { readonly context: TaskContext; readonly site: Site | undefined },
): Ended {
  const { options } = context.batch.run;
  if (options.signal.aborted) throw options.signal.reason;
  if (error instanceof DoubtError) return unknownAfter(error.task);
  if (error instanceof EvaluationError) return failure(describeProblems(error.problems, options));
  if (error instanceof TimeLimitError) return failure(error.message);
  if (error instanceof ConnectError || error instanceof HostKeyError) {
    return ended('unreachable', { msg: describeError(error) });
  }
  if (!(error instanceof LabError)) throw error;
  // What to become, or where to work, may be what an earlier task would have made.
  const doubt = site?.isCheck === true ? site.machine.unapplied.last : undefined;
  return doubt === undefined
    ? failure(describeError(error))
    : unknownAfter(doubt, { msg: describeError(error) });
}
