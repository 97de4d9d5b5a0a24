import { Agent } from 'node:http';

import { burst } from './burst.ts';
import type { BurstFindings } from './burst.ts';
import { isAllHeld } from './findings.ts';
import type { Findings } from './findings.ts';
import { runVisits } from './run-visits.ts';
import type { VisitsOptions } from './run-visits.ts';

/** What traffic is made of. */
export interface TrafficOptions extends Omit<VisitsOptions, 'isVoting'> {
  readonly host: string;
  readonly port: number;
  readonly wait: (durationMs: number) => Promise<void>;
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
  const { limit } = promised;
  using agents = new DisposableStack();
  const target = {
    host,
    port,
    agent: agents.adopt(new Agent({ keepAlive: true }), (agent) => agent.destroy()),
  };
  const startMs = performance.now();
  const findings = await runVisits(target, {
    promised,
    sessions,
    requests,
    name,
    isVoting: true,
    onProgress,
    stop,
  });
  if (!findings) return undefined;
  const durationMs = performance.now() - startMs;
  if (limit) onProgress('a burst of requests, and a wait for a token to come back');
  const refused = limit ? await burst(target, limit, { name: `${name}-burst`, wait }) : undefined;
  return {
    ...findings,
    durationMs,
    limit: refused,
    isHeld: isAllHeld(findings) && refused?.isHeld !== false,
  };
}
