import { Agent } from 'node:http';

import type { Promised } from '../targets/local/promised.ts';
import { burst } from './burst.ts';
import type { BurstFindings } from './burst.ts';
import { findingsOf, isAllHeld } from './findings.ts';
import type { Findings } from './findings.ts';
import { runSessions } from './run-sessions.ts';

/** What traffic is made of. */
export interface TrafficOptions {
  readonly host: string;
  readonly port: number;
  readonly promised: Promised;
  readonly sessions: number;
  readonly requests: number;
  /** Begins the names of all visitors: no other run has used it, so that every bucket is full. */
  readonly name: string;
  readonly wait: (durationMs: number) => Promise<void>;
  readonly onProgress: (text: string) => void;
  readonly stop: AbortSignal;
}

/** What was seen. */
export interface TrafficFindings extends Findings {
  readonly durationMs: number;
  /** Undefined where no limit is set. */
  readonly limit: BurstFindings | undefined;
  /** Whether the lab kept all that it promised. */
  readonly isHeld: boolean;
}

/**
 * Sends visitors, and then a burst of requests, through a lab; undefined where it was stopped before the end.
 *
 * @throws {NoAnswerError} where the lab does not answer
 */
export async function runTraffic(options: TrafficOptions): Promise<TrafficFindings | undefined> {
  const { host, port, promised, sessions, requests, name, wait, onProgress, stop } = options;
  const { split, limit } = promised;
  const header = limit?.userHeader ?? null;
  const headersOf = (index: number) => (header === null ? {} : { [header]: `${name}-${index}` });
  // One bucket for all visitors would be empty at once: then they ask for what is free, and see less.
  const wish = limit !== null && header === null ? 'version' : 'verdict';
  using agents = new DisposableStack();
  const target = {
    host,
    port,
    agent: agents.adopt(new Agent({ keepAlive: true }), (agent) => agent.destroy()),
  };
  const startMs = performance.now();
  const visits = await runSessions(target, {
    sessions,
    requests,
    wish,
    headersOf,
    onProgress: (done) => onProgress(`session ${done} of ${sessions}`),
    stop,
  });
  if (stop.aborted) return undefined;
  const durationMs = performance.now() - startMs;
  if (limit) onProgress('a burst of requests, and a wait for a token to come back');
  const refused = limit ? await burst(target, limit, { name: `${name}-burst`, wait }) : undefined;
  const findings = findingsOf(visits, new Map(split.map(({ release, weight }) => [release, weight])));
  return {
    ...findings,
    durationMs,
    limit: refused,
    isHeld: isAllHeld(findings) && refused?.isHeld !== false,
  };
}
