import { createServiceApp } from '@remla-lab/service-kit';
import type { Health, Logger, Metrics } from '@remla-lab/service-kit';
import type { Express } from 'express';

import { createPredictions } from '../predictions.ts';
import type { PredictionMetrics } from '../prediction-metrics.ts';
import type { ModelHost } from '../serving/model-host.ts';
import { addAboutRoutes, versionHeader } from './about-routes.ts';
import type { About } from './about-routes.ts';
import { addFeedbackRoutes } from './feedback-routes.ts';
import { addPredictRoutes } from './predict-routes.ts';

export interface AppOptions {
  readonly about: About;
  readonly host: ModelHost;
  readonly health: Health;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly predictionMetrics: PredictionMetrics;
}

/** The service as an Express app; it listens nowhere and owns nothing. */
export function createApp(options: AppOptions): Express {
  const { about, host, health, logger, metrics, predictionMetrics } = options;
  const header = versionHeader(about);
  return createServiceApp({
    logger,
    metrics,
    health,
    addRoutes(app) {
      app.use((_request, response, next) => {
        response.setHeader('x-model-service-version', header);
        next();
      });
      addPredictRoutes(app, host, createPredictions(predictionMetrics));
      addFeedbackRoutes(app, host, predictionMetrics);
      addAboutRoutes(app, host, about);
    },
  });
}
