import { Counter, Histogram, type Registry } from 'prom-client';

import type { UpstreamFault } from '../upstream/upstream-error.ts';
import { UPSTREAM_PATHS, type UpstreamPath } from '../upstream/upstream-path.ts';

/** How a call of model-service ended: the class of its status, or why there was none. */
export type UpstreamOutcome = '2xx' | '4xx' | '5xx' | 'other' | UpstreamFault;

/** From the half millisecond of a kept-alive call on loopback to the longest deadline in use. */
const BUCKETS_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of the way to model-service. */
export type UpstreamMetrics = {
  /** Starts timing a call, its retries included; call what comes back when it has ended. */
  readonly startTimer: (path: UpstreamPath) => (outcome: UpstreamOutcome) => void;
  readonly countRetry: (path: UpstreamPath) => void;
};

/** Registers the metrics of the way to model-service. */
export function createUpstreamMetrics(registry: Registry): UpstreamMetrics {
  const registers = [registry];
  const durations = new Histogram({
    name: 'upstream_request_duration_seconds',
    help: 'Time of a call of model-service with its retries, by how it ended',
    labelNames: ['path', 'outcome'],
    buckets: BUCKETS_SECONDS,
    registers,
  });
  const retries = new Counter({
    name: 'upstream_retries_total',
    help: 'Further tries after a failed connection to model-service',
    labelNames: ['path'],
    registers,
  });
  for (const path of UPSTREAM_PATHS) {
    durations.zero({ path, outcome: '2xx' });
    retries.inc({ path }, 0);
  }
  return {
    startTimer: (path) => {
      const stop = durations.startTimer({ path });
      return (outcome) => void stop({ outcome });
    },
    countRetry: (path) => retries.inc({ path }),
  };
}

/** The outcome that a status stands for. */
export function outcomeOf(status: number): UpstreamOutcome {
  if (status >= 200 && status < 300) return '2xx';
  if (status >= 400 && status < 500) return '4xx';
  return status >= 500 ? '5xx' : 'other';
}
