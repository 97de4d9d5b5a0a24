import type { LabError } from '../errors.ts';
import { renderProblems } from '../source/excerpt.ts';
import type { Problem } from '../source/problem.ts';
import type { RunOptions } from './run-options.ts';

/** Problems as the message of a failed task: place, line and caret, hint. */
export function describeProblems(
  problems: readonly Problem[],
  { textOf }: Pick<RunOptions, 'textOf'>,
): string {
  return renderProblems(problems, { textOf });
}

/** An error as the message of a failed task. */
export function describeError(error: LabError): string {
  return error.hint === undefined ? error.message : `${error.message} (${error.hint})`;
}
