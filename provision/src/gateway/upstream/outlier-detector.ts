import type { OutlierDetection } from '../../routing/table.ts';

// Envoy's defaults, for what a DestinationRule leaves out.
const DEFAULTS = {
  consecutive5xxErrors: 5,
  // Counted by Envoy, but enforced only where it is asked for.
  consecutiveGatewayErrors: 0,
  intervalMs: 10_000,
  baseEjectionTimeMs: 30_000,
  maxEjectionPercent: 10,
};

// An ejection grows with each repetition up to this, or to the base time where that is longer.
const LONGEST_EJECTION_MS = 300_000;

interface Host {
  errors: number;
  gatewayErrors: number;
  /** When it was ejected; undefined while it is in. */
  ejectedAtMs: number | undefined;
  /** How often in a row; each interval without ejection takes one away. */
  ejections: number;
  /** The last interval of which `ejections` knows. */
  seenInterval: number;
}

/**
 * Takes endpoints out of a cluster for a while that answer with errors again and again, as Envoy does: looks at what
 * is out only at fixed intervals, and never has more than a share of the cluster out at once.
 * All times are milliseconds of one clock that never goes back.
 */
export class OutlierDetector {
  readonly #detection: typeof DEFAULTS;
  readonly #startedAtMs: number;
  readonly #hosts = new Map<string, Host>();

  constructor(detection: OutlierDetection, nowMs: number) {
    const given = Object.entries(detection).filter(([, value]) => value !== undefined);
    this.#detection = { ...DEFAULTS, ...Object.fromEntries(given) };
    this.#startedAtMs = nowMs;
  }

  /** Counts an answer of an endpoint; a connection that failed or broke counts as 503. `size`: endpoints of the cluster. */
  report(key: string, { status, size, nowMs }: { status: number; size: number; nowMs: number }): void {
    const host = this.#host(key, nowMs);
    const isGatewayError = status >= 502 && status <= 504;
    host.errors = status >= 500 ? host.errors + 1 : 0;
    host.gatewayErrors = isGatewayError ? host.gatewayErrors + 1 : 0;
    const { consecutive5xxErrors, consecutiveGatewayErrors } = this.#detection;
    const isOver = (count: number, limit: number) => limit > 0 && count >= limit;
    if (!isOver(host.errors, consecutive5xxErrors) && !isOver(host.gatewayErrors, consecutiveGatewayErrors))
      return;
    host.errors = 0;
    host.gatewayErrors = 0;
    if (host.ejectedAtMs !== undefined || !this.#hasRoom(size, nowMs)) return;
    host.ejectedAtMs = nowMs;
    host.ejections++;
  }

  /** Whether the endpoint is out. */
  isEjected(key: string, nowMs: number): boolean {
    return this.#hosts.has(key) && this.#host(key, nowMs).ejectedAtMs !== undefined;
  }

  #hasRoom(size: number, nowMs: number): boolean {
    const out = [...this.#hosts.keys()].filter((key) => this.isEjected(key, nowMs)).length;
    return (100 * (out + 1)) / size <= this.#detection.maxEjectionPercent;
  }

  /** The state of an endpoint, after all intervals that have passed. */
  #host(key: string, nowMs: number): Host {
    const interval = Math.floor((nowMs - this.#startedAtMs) / this.#detection.intervalMs);
    const fresh = {
      errors: 0,
      gatewayErrors: 0,
      ejectedAtMs: undefined,
      ejections: 0,
      seenInterval: interval,
    };
    const host = this.#hosts.get(key) ?? fresh;
    this.#hosts.set(key, host);
    const lookedAtMs = this.#startedAtMs + interval * this.#detection.intervalMs;
    if (host.ejectedAtMs !== undefined) {
      const { baseEjectionTimeMs } = this.#detection;
      const longest = Math.max(LONGEST_EJECTION_MS, baseEjectionTimeMs);
      const endsAtMs = host.ejectedAtMs + Math.min(baseEjectionTimeMs * host.ejections, longest);
      if (lookedAtMs >= endsAtMs) {
        host.ejectedAtMs = undefined;
        host.seenInterval = interval;
      }
    } else {
      host.ejections = Math.max(0, host.ejections - (interval - host.seenInterval));
      host.seenInterval = interval;
    }
    return host;
  }
}
