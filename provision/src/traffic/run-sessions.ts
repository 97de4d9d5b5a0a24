import type { Target } from './send.ts';
import { visit } from './visitor.ts';
import type { Visit, VisitorOptions } from './visitor.ts';

/** How sessions are run. */
export interface SessionsOptions {
  readonly sessions: number;
  readonly requests: number;
  readonly wish: VisitorOptions['wish'];
  /** What the n-th visitor says of its last verdict. */
  readonly voteOf: (index: number) => VisitorOptions['vote'];
  /** The headers of the n-th visitor. */
  readonly headersOf: (index: number) => Readonly<Record<string, string>>;
  /** How many visitors are there at once. @default 16 */
  readonly concurrency?: number;
  /** Called with the number of visits that are over. */
  readonly onProgress: (done: number) => void;
  /** Aborted: no visitor comes any more. */
  readonly stop: AbortSignal;
}

/** Runs all sessions, some side by side; comes back with those that are over. Rejects where the lab does not answer. */
export async function runSessions(target: Target, options: SessionsOptions): Promise<readonly Visit[]> {
  const { sessions, requests, wish, voteOf, headersOf, concurrency = 16, onProgress, stop } = options;
  const visits: Visit[] = [];
  let next = 0;
  const come = async (): Promise<void> => {
    while (next < sessions && !stop.aborted) {
      const index = next++;
      visits.push(await visit(target, { requests, wish, vote: voteOf(index), headers: headersOf(index) }));
      onProgress(visits.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, sessions) }, come));
  return visits;
}
