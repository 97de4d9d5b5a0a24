import { type Health, type Logger, createMetrics, createServiceApp } from '@remla-lab/service-kit';
import type { Express } from 'express';

import type { Page } from './assets/load-page.ts';
import { createUpstreamMetrics } from './metrics/upstream-metrics.ts';
import { createVerdictMetrics } from './metrics/verdict-metrics.ts';
import { type Release, versionWithRelease } from './release.ts';
import { feedbackRoutes } from './routes/feedback-routes.ts';
import { pageRoutes } from './routes/page-routes.ts';
import { predictRoutes } from './routes/predict-routes.ts';
import { versionRoute } from './routes/version-route.ts';
import { securityHeaders } from './security-headers.ts';
import type { Wait } from './upstream/back-off.ts';
import { createCall } from './upstream/call.ts';
import { createModelServiceClient } from './upstream/model-service-client.ts';

/** What an app is made from. */
export type AppParts = {
  readonly release: Release;
  /** Of the app's package. */
  readonly version: string;
  readonly commit: string;
  /** Of lib-version. */
  readonly libVersion: string;
  readonly modelService: { readonly url: URL; readonly timeoutMs: number; readonly wait?: Wait };
  readonly page: Page;
  readonly health: Health;
  readonly logger: Logger;
  /** @default true */
  readonly hasProcessMetrics?: boolean;
};

/** The app's HTTP interface, listening nowhere; `close` ends its connections to model-service. */
export function createApp(parts: AppParts): { readonly app: Express; readonly close: () => Promise<void> } {
  const { release, version, commit, libVersion, logger, health } = parts;
  const metrics = createMetrics({
    release,
    version,
    commit,
    hasProcessMetrics: parts.hasProcessMetrics ?? true,
  });
  const verdicts = createVerdictMetrics(metrics.registry);
  const client = createModelServiceClient({
    ...parts.modelService,
    metrics: createUpstreamMetrics(metrics.registry),
  });
  const call = createCall(client, logger);
  const app = createServiceApp({
    logger,
    metrics,
    health,
    addRoutes: (routes) => {
      routes.use(
        securityHeaders(),
        pageRoutes(parts.page),
        predictRoutes({ call, metrics: verdicts, ownVersions: { app: version, release, libVersion } }),
        feedbackRoutes({ call, metrics: verdicts }),
        versionRoute(versionWithRelease(version, release)),
      );
    },
  });
  return { app, close: client.close };
}
