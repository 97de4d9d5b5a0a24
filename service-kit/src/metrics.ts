import type { RequestHandler } from 'express';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';

import { httpMetrics } from './http-metrics.ts';

export interface MetricsOptions {
  /** The default label of every series: what dashboards tell versions apart by. */
  readonly release: string;
  readonly version: string;
  readonly commit: string;
  /** Process and Node metrics, too; off where several apps share one process (tests). @default true */
  readonly hasProcessMetrics?: boolean;
}

export interface Metrics {
  /** Register further metrics with `registers: [registry]`, never on prom-client's global one. */
  readonly registry: Registry;
  /** Counts and times each request; goes before everything else. */
  readonly middleware: RequestHandler;
  /** Answers `GET /metrics`. */
  readonly handler: RequestHandler;
}

/** The metrics of one app: a registry of its own, the HTTP metrics and `build_info`. */
export function createMetrics({
  release,
  version,
  commit,
  hasProcessMetrics = true,
}: MetricsOptions): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ release });
  if (hasProcessMetrics) collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
  const buildInfo = new Gauge({
    name: 'build_info',
    help: 'Always 1: which version and commit is running',
    labelNames: ['version', 'commit'],
    registers: [registry],
  });
  buildInfo.set({ version, commit }, 1);
  return {
    registry,
    middleware: httpMetrics(registry),
    handler: async function answerMetrics(_request, response) {
      const text = await registry.metrics();
      response.set('Content-Type', registry.contentType).send(text);
    },
  };
}
