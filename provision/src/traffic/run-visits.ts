import type { Promised } from '../targets/local/promised.ts';
import { findingsOf } from './findings.ts';
import type { Findings } from './findings.ts';
import { runSessions } from './run-sessions.ts';
import type { Target } from './send.ts';

/** What visits are made of. */
export interface VisitsOptions {
  readonly promised: Promised;
  readonly sessions: number;
  readonly requests: number;
  /** Begins the names of all visitors: no other run has used it, so that every bucket is full. */
  readonly name: string;
  /** Whether each visitor votes on its last verdict, where the limit leaves it a token for that. @default false */
  readonly isVoting?: boolean;
  readonly onProgress: (text: string) => void;
  readonly stop: AbortSignal;
}

/**
 * Sends visitors through a lab and counts what they saw; undefined where it was stopped before the end.
 *
 * @throws {NoAnswerError} where the lab does not answer
 */
export async function runVisits(
  target: Target,
  { promised, sessions, requests, name, isVoting = false, onProgress, stop }: VisitsOptions,
): Promise<Findings | undefined> {
  const { split, limit } = promised;
  const header = limit?.userHeader ?? null;
  // One bucket for all visitors would be empty at once: then they ask for what is free, and see less.
  const wish = limit !== null && header === null ? 'version' : 'verdict';
  // A vote costs a token like everything else.
  const hasVotes = isVoting && wish === 'verdict' && (limit === null || requests < limit.tokens);
  const visits = await runSessions(target, {
    sessions,
    requests,
    wish,
    voteOf: (index) => (hasVotes ? voteOf(index) : undefined),
    headersOf: (index) => (header === null ? {} : { [header]: `${name}-${index}` }),
    onProgress: (done) => onProgress(`session ${done} of ${sessions}`),
    stop,
  });
  if (stop.aborted) return undefined;
  return findingsOf(visits, new Map(split.map(({ release, weight }) => [release, weight])));
}

/** One of five disagrees, so that there is something to see. */
function voteOf(index: number): 'agree' | 'disagree' {
  return index % 5 === 4 ? 'disagree' : 'agree';
}
