import type { TaskOutcome } from '../run/event.ts';
import { shorten, valueText } from './result-lines.ts';

/** Fields that say again what a page shows anyway: the status, the items of a loop, output line by line. */
const IMPLIED = new Set([
  'changed',
  'failed',
  'skipped',
  'unreachable',
  'results',
  'stdout_lines',
  'stderr_lines',
]);

/** An outcome as a page keeps it: without what is said twice, long texts without their middle. */
export function briefOutcome(outcome: TaskOutcome): TaskOutcome {
  const fields = Object.entries(outcome.result).flatMap(([name, value]) =>
    IMPLIED.has(name) || value === undefined || value === null || value === ''
      ? []
      : [[name, shorten(valueText(value))] as const],
  );
  const diff = outcome.diff.map((each) => ({
    ...each,
    before: clipped(each.before),
    after: clipped(each.after),
  }));
  return { ...outcome, result: Object.fromEntries(fields), diff };
}

/** So much of each side of a diff is compared on a page. */
const MOST_DIFF_CELLS = 200_000;

function clipped(text: string): string {
  if (text.length <= MOST_DIFF_CELLS) return text;
  return `${text.slice(0, MOST_DIFF_CELLS)}\n… ${text.length - MOST_DIFF_CELLS} characters left out …\n`;
}
