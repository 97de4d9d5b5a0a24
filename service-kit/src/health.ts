import { Router } from 'express';
import type { RequestHandler } from 'express';
import { z } from 'zod';

import { allowOnly } from './problem-responder.ts';

/** What a probe answers; `reason` stands wherever the status is not the good one. */
export const HealthDocument = z.strictObject({
  status: z.enum(['alive', 'started', 'starting', 'ready', 'not-ready', 'draining']),
  reason: z.string().optional(),
});
export type HealthDocument = z.infer<typeof HealthDocument>;

/** The state behind the three probes. */
export interface Health {
  /**
   * Start-up is over, well or not: a service that can never become ready has still started, and must not be restarted
   * for ever.
   */
  markStarted(): void;
  /** States (or, with undefined, withdraws) why the service is not ready; each cause has a key of its own. */
  setReason(key: string, reason: string | undefined): void;
  /** Not ready for good; called once, when the service is asked to end. */
  markDraining(): void;
  readonly isReady: boolean;
  readonly isDraining: boolean;
  startup(): HealthDocument;
  readiness(): HealthDocument;
}

/** A state that is neither started nor ready, for the reason given, until `markStarted` and the reasons are withdrawn. */
export function createHealth(startingReason = 'the service is starting'): Health {
  const reasons = new Map<string, string>();
  let isStarted = false;
  let isDraining = false;
  const readiness = (): HealthDocument => {
    if (isDraining) return { status: 'draining', reason: 'the service is ending' };
    const all = isStarted ? [...reasons.values()] : [startingReason, ...reasons.values()];
    return all.length === 0 ? { status: 'ready' } : { status: 'not-ready', reason: all.join('; ') };
  };
  return {
    markStarted() {
      isStarted = true;
    },
    setReason(key, reason) {
      if (reason === undefined) reasons.delete(key);
      else reasons.set(key, reason);
    },
    markDraining() {
      isDraining = true;
    },
    get isReady() {
      return readiness().status === 'ready';
    },
    get isDraining() {
      return isDraining;
    },
    startup: () => (isStarted ? { status: 'started' } : { status: 'starting', reason: startingReason }),
    readiness,
  };
}

/** `GET /api/v1/startup`, `/api/v1/ready` and `/api/v1/health`: 200, or 503 with the reason. */
export function healthRoutes(health: Health): Router {
  const router = Router();
  const answer =
    (read: () => HealthDocument): RequestHandler =>
    (_request, response) => {
      const document = read();
      if (document.reason !== undefined) response.status(503).set('Retry-After', '1');
      response.set('Cache-Control', 'no-store').json(document);
    };
  const add = (path: string, read: () => HealthDocument): void => {
    router.route(path).get(answer(read)).all(allowOnly('GET', 'HEAD'));
  };
  add('/api/v1/startup', () => health.startup());
  add('/api/v1/ready', () => health.readiness());
  add('/api/v1/health', () => ({ status: 'alive' }));
  return router;
}
