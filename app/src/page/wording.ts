import type { Failure } from './failure.ts';
import type { Entry } from './history.ts';
import { formatProbability } from './percentage.ts';
import type { Label, Verdict } from './verdict.ts';
import type { Vote } from './vote.ts';

/** The verdict in plain words. */
export const VERDICT_WORDS: Readonly<Record<Label, string>> = {
  phishing: 'Looks like phishing',
  legitimate: 'Looks legitimate',
};

/** Words for a vote that was taken. */
export const VOTE_WORDS: Readonly<Record<Vote, string>> = {
  agree: 'You agreed with this verdict.',
  disagree: 'You disagreed with this verdict.',
};

/** The whole verdict as one sentence, for those who listen. */
export function sayVerdict({ label, probability }: Verdict): string {
  return `${VERDICT_WORDS[label]}. Probability of phishing: ${formatProbability(probability)}.`;
}

/** What to do with the verdict. Above half the threshold a legitimate one is no all-clear. */
export function adviseOn({ label, probability, threshold }: Verdict): string {
  if (label === 'phishing') {
    return 'Do not enter a password, a code or card details there. If you expected this message, reach the sender another way.';
  }
  return probability >= threshold / 2
    ? 'A close call: below the line from which we warn, but not far below it. Be careful with it.'
    : 'Only the address was judged, not the page behind it. Stay careful with what it asks of you.';
}

/** What the mark on the bar means. */
export function describeBar({ label, threshold }: Verdict): string {
  const side = label === 'phishing' ? 'reaches it' : 'stays below';
  return `The mark is at ${formatProbability(threshold)}: from there on, an address counts as phishing. This one ${side}.`;
}

/** The small print of an entry of the history. */
export function describeEntry({ probability, vote }: Entry): string {
  const figure = `probability of phishing ${formatProbability(probability)}`;
  return vote === undefined ? figure : `${figure} · ${vote === 'agree' ? 'you agreed' : 'you disagreed'}`;
}

/** A notice: what happened, and what to do; `text` is written anew each second where there is a wait. */
export type Notice = {
  readonly title: string;
  readonly text: (secondsLeft: number) => string;
  /** How long to wait; undefined where that is not known. */
  readonly waitSeconds: number | undefined;
};

/** A failure in plain words. */
export function describeFailure(failure: Failure): Notice {
  switch (failure.kind) {
    case 'limited':
      return describeLimit(failure.allowance);
    case 'refused':
      return fixedNotice('This address cannot be checked', failure.reason);
    case 'unavailable':
      return {
        title: 'The model is not available just now',
        text: (left) => `It is probably starting. Try again ${left > 0 ? `in ${left} s` : 'in a moment'}.`,
        waitSeconds: failure.waitSeconds,
      };
    case 'late':
      return fixedNotice('The answer took too long', 'The model did not answer in time. Please try again.');
    case 'unreachable':
      return fixedNotice(
        'No connection to the service',
        'Check your network, and that the lab is running; then try again.',
      );
    case 'failed':
      return fixedNotice(
        'Something went wrong',
        failure.requestId === undefined
          ? `The service gave an answer that this page cannot use (status ${failure.status}).`
          : `The service answered with status ${failure.status}. Its log knows the request as ${failure.requestId}.`,
      );
  }
}

function describeLimit(allowance: { limit: number | undefined; waitSeconds: number | undefined }): Notice {
  const limit = allowance.limit === undefined ? 'the limit' : `the limit of ${allowance.limit}`;
  return {
    title: 'Too many requests just now',
    text: (left) => `You have reached ${limit}; one more ${left > 0 ? `in ${left} s` : 'in a moment'}.`,
    // A bucket that was found empty gives nothing at once, whatever the rounding of its header.
    waitSeconds: allowance.waitSeconds === undefined ? undefined : Math.max(1, allowance.waitSeconds),
  };
}

function fixedNotice(title: string, text: string): Notice {
  return { title, text: () => text, waitSeconds: undefined };
}
