import { performance } from 'node:perf_hooks';

import type { RequestHandler } from 'express';
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

import { isOutcomeKnown, routeOf, UNMATCHED_ROUTE } from './route.ts';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
const OTHER_METHOD = 'other';

/** Fine below a millisecond, where our answers lie, and up to the longest time-out of a caller. */
const DURATION_BUCKETS_SECONDS = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/**
 * The middleware behind `http_requests_total`, `http_request_duration_seconds` and `requests_in_flight`. Labels are
 * bounded: the route is the template of an Express route or `unmatched`, unusual methods are `other`, so that strangers
 * cannot add series. What a client gave up on counts as status 499.
 */
export function httpMetrics(registry: Registry): RequestHandler {
  const registers = [registry];
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by route template, method and status',
    labelNames: ['route', 'method', 'status'],
    registers,
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the request head to the end of the answer',
    labelNames: ['route'],
    buckets: DURATION_BUCKETS_SECONDS,
    registers,
  });
  let inFlight = 0;
  // Reads the variable when scraped: cheaper than a metric call on both ends of a request.
  void new Gauge({
    name: 'requests_in_flight',
    help: 'Requests whose answer has not ended',
    registers,
    collect() {
      this.set(inFlight);
    },
  });
  // What a scan of random paths meets stands from the start, at 0: it adds no series, and rates have a beginning.
  duration.zero({ route: UNMATCHED_ROUTE });
  for (const method of [...METHODS, OTHER_METHOD]) {
    for (const status of ['400', '404']) total.inc({ route: UNMATCHED_ROUTE, method, status }, 0);
  }
  const known = new Set<string>(METHODS);

  return function measureRequest(request, response, next) {
    const startMs = performance.now();
    inFlight += 1;
    response.once('close', () => {
      inFlight -= 1;
      const route = routeOf(request);
      const method = known.has(request.method) ? request.method : OTHER_METHOD;
      const status = isOutcomeKnown(response) ? String(response.statusCode) : '499';
      total.inc({ route, method, status });
      duration.observe({ route }, (performance.now() - startMs) / 1000);
    });
    next();
  };
}
