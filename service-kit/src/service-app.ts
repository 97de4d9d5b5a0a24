import express from 'express';
import type { Express } from 'express';

import { healthRoutes } from './health.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';
import { allowOnly, notFound, problemResponder } from './problem-responder.ts';
import { requestId, requestLog } from './request-log.ts';

export interface ServiceAppOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  /** Adds the service's own middleware and routes, declared with their whole path. */
  readonly addRoutes: (app: Express) => void;
}

/**
 * An Express app with what every service has: request ids, metrics, the request log, the service's routes, probes,
 * `/metrics`, and RFC 9457 answers for everything that fails. It listens nowhere.
 */
export function createServiceApp({ logger, metrics, health, addRoutes }: ServiceAppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(metrics.middleware, requestId, requestLog(logger));
  addRoutes(app);
  app.use(healthRoutes(health));
  app.route('/metrics').get(metrics.handler).all(allowOnly('GET', 'HEAD'));
  app.use(notFound, problemResponder(logger));
  return app;
}
