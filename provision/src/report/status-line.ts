import type { TaskOutcome } from '../run/event.ts';
import { failureMessage } from './outcome-lines.ts';
import type { OutcomeStyle } from './outcome-lines.ts';
import { oneLine } from './printable.ts';

/** Whose outcome a line is about. */
export interface Whose {
  /** The machine, with the one that the task was delegated to. */
  readonly where: string;
  /** ` (item=…)`; undefined: not one of a loop. */
  readonly item: string | undefined;
  /** It sums up a loop, whose items were told of already. */
  readonly isSum: boolean;
}

/** The line that says how a task ended on a machine, in the form that people parse; none where it was said already. */
export function statusLine(
  outcome: TaskOutcome,
  { where, item, isSum }: Whose,
  { paint, verbosity }: OutcomeStyle,
): readonly string[] {
  const { status, reason } = outcome;
  const arrow = item === undefined ? '' : ` =>${item}`;
  switch (status) {
    case 'ok':
    case 'changed':
      return isSum ? [] : [paint(status, `${status}: [${where}]${arrow}`)];
    case 'failed': {
      const message = failureMessage(outcome);
      return item === undefined
        ? [paint('failed', `fatal: [${where}]: FAILED! => ${message}`)]
        : [paint('failed', `failed: [${where}]${item} => ${message}`)];
    }
    case 'unreachable':
      return [paint('failed', `fatal: [${where}]: UNREACHABLE! => ${failureMessage(outcome)}`)];
    case 'skipped':
      return item !== undefined && verbosity < 3 ? [] : [paint('skipped', `skipping: [${where}]${arrow}`)];
    case 'unknown': {
      const why = reason === undefined ? '' : ` => ${oneLine(reason)}`;
      return isSum ? [] : [paint('unknown', `unknown: [${where}]${item ?? ''}${why}`)];
    }
  }
}
