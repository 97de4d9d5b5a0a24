import type { TaskOutcome, TaskTitle } from '../run/event.ts';
import type { Paint } from './paint.ts';
import { oneLine, printable } from './printable.ts';
import { failureLines, messageOf, resultLines } from './result-lines.ts';
import { unifiedDiff } from './unified-diff.ts';

/** What of an outcome is shown. */
export interface OutcomeStyle {
  readonly paint: Paint;
  readonly verbosity: number;
  readonly isDiff: boolean;
}

/** The lines below a failure: the place of its task, what it said, what it printed. */
export function failureDetail(
  title: TaskTitle | undefined,
  { result }: TaskOutcome,
  { paint, verbosity }: OutcomeStyle,
): readonly string[] {
  const [, ...more] = messageOf(result)?.split('\n') ?? [];
  return [
    ...(title ? [paint('place', placeText(title))] : []),
    ...more,
    ...(verbosity > 0 ? resultLines(result) : failureLines(result)),
  ];
}

/** What a failure says on its own line. */
export function failureMessage({ result, reason }: TaskOutcome): string {
  const message = messageOf(result) ?? reason;
  return message === undefined ? 'failed without a message' : oneLine(message.split('\n')[0] ?? '');
}

/** The lines below an outcome that is none: what debug has to say, with -v all that came back. */
export function successDetail(
  title: TaskTitle | undefined,
  { result, reason, status }: TaskOutcome,
  { verbosity }: OutcomeStyle,
): readonly string[] {
  // To say something is all that debug is for; an item or a task that was skipped says nothing.
  const isSpoken = verbosity > 0 || (title?.module === 'debug' && status !== 'skipped');
  if (!isSpoken) return [];
  const message = messageOf(result);
  return [
    ...(reason === undefined ? [] : [oneLine(reason)]),
    ...(message === undefined ? [] : message.split('\n')),
    ...resultLines(result),
  ];
}

/** The diffs of an outcome, coloured by line. */
export function diffLinesOf(outcome: TaskOutcome, { paint, isDiff }: OutcomeStyle): readonly string[] {
  if (!isDiff) return [];
  return outcome.diff.flatMap((diff) =>
    unifiedDiff(diff).map((line) => {
      const text = printable(line);
      if (/^(---|\+\+\+) /.test(text)) return paint('bold', text);
      if (text.startsWith('+')) return paint('added', text);
      if (text.startsWith('-')) return paint('removed', text);
      return text.startsWith('@@') ? paint('place', text) : text;
    }),
  );
}

/** `FILE:LINE:COLUMN`. */
export function placeText({ place }: TaskTitle): string {
  return `${place.file}:${place.position.line}:${place.position.column}`;
}
