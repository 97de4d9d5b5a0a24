import { allowOnly, jsonBody, readBody } from '@remla-lab/service-kit';
import type { Express } from 'express';

import type { PredictionMetrics } from '../prediction-metrics.ts';
import type { ModelHost } from '../serving/model-host.ts';
import { Feedback } from './schemas.ts';

const BODY_BYTES = 64 * 1024;

/** Adds `POST /agree` and `POST /disagree`: 204, with or without a body. */
export function addFeedbackRoutes(app: Express, host: ModelHost, metrics: PredictionMetrics): void {
  for (const vote of ['agree', 'disagree'] as const) {
    app
      .route(`/${vote}`)
      .post(jsonBody({ limitBytes: BODY_BYTES, isOptional: true }), (request, response) => {
        const body: unknown = request.body;
        const { model } = body === undefined ? {} : readBody(Feedback, body);
        metrics.countFeedback(vote, host.predictor?.manifest, model);
        response.status(204).end();
      })
      .all(allowOnly('POST'));
  }
}
