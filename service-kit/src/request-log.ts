import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';

import type { RequestHandler } from 'express';

import type { Logger } from './logger.ts';
import { isOutcomeKnown, routeOf } from './route.ts';

const ACCEPTABLE_ID = /^[\w-]{1,128}$/;

/** What machines ask every few seconds; it would bury everything else. */
const SILENT_ROUTES: ReadonlySet<string> = new Set([
  '/api/v1/startup',
  '/api/v1/ready',
  '/api/v1/health',
  '/metrics',
]);

/** Gives each request an id (the caller's `x-request-id` where it is a plain one), in `response.locals` and the answer. */
export const requestId: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && ACCEPTABLE_ID.test(given) ? given : randomUUID();
  response.locals['requestId'] = id;
  response.setHeader('x-request-id', id);
  next();
};

/**
 * Logs one line for each request when it ends, without probes and scrapes. Path and query stay out of it, only the
 * route's template goes in: a URL under test may stand in them.
 */
export function requestLog(logger: Logger): RequestHandler {
  if (!logger.isLevelEnabled('info')) {
    return function skipLog(_request, _response, next) {
      next();
    };
  }
  return function logRequest(request, response, next) {
    const startMs = performance.now();
    response.once('close', () => {
      const route = routeOf(request);
      if (SILENT_ROUTES.has(route)) return;
      const status = isOutcomeKnown(response) ? response.statusCode : 499;
      const durationMs = Math.round((performance.now() - startMs) * 1000) / 1000;
      const line = {
        requestId: String(response.locals['requestId']),
        method: request.method,
        route,
        status,
        durationMs,
      };
      if (status >= 500) logger.error(line, 'request');
      else if (status >= 400) logger.warn(line, 'request');
      else logger.info(line, 'request');
    });
    next();
  };
}
