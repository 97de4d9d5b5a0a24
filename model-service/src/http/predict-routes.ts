import { allowOnly, jsonBody, readBody, sendJson } from '@remla-lab/service-kit';
import type { Express, Request, Response } from 'express';

import type { Predictions } from '../predictions.ts';
import type { ModelHost } from '../serving/model-host.ts';
import type { Predictor } from '../serving/predictor.ts';
import { BatchRequest, PlainRequest, SingleRequest } from './schemas.ts';
import { abandonment, answered, servedBy } from './served.ts';

const SMALL_BODY_BYTES = 64 * 1024;
const BATCH_BODY_BYTES = 1024 * 1024;

/** Adds `POST /predict` and `POST /api/v1/predict`. */
export function addPredictRoutes(app: Express, host: ModelHost, predictions: Predictions): void {
  async function answerPlain(request: Request, response: Response): Promise<void> {
    const { input } = readBody(PlainRequest, request.body);
    const { label } = await answered(predictions.one(servedBy(host), input));
    sendJson(response, label);
  }

  async function answerPrediction(request: Request, response: Response): Promise<void> {
    if (hasMany(request.body)) {
      const { urls } = readBody(BatchRequest, request.body);
      const predictor = servedBy(host);
      const verdicts = await answered(predictions.many(predictor, urls, abandonment(response)));
      sendJson(response, { predictions: verdicts, ...servedModel(predictor) });
      return;
    }
    const { url, explain = false } = readBody(SingleRequest, request.body);
    const predictor = servedBy(host);
    const verdict = await answered(predictions.one(predictor, url));
    const answer = { ...verdict, ...servedModel(predictor) };
    if (!explain) {
      sendJson(response, answer);
      return;
    }
    const { canonical, effects } = await answered(predictions.explain(predictor, url, abandonment(response)));
    sendJson(response, { ...answer, canonical, explanation: effects });
  }

  app
    .route('/api/v1/predict')
    .post(jsonBody({ limitBytes: BATCH_BODY_BYTES }), answerPrediction)
    .all(allowOnly('POST'));
  app
    .route('/predict')
    .post(jsonBody({ limitBytes: SMALL_BODY_BYTES }), answerPlain)
    .all(allowOnly('POST'));
}

/** Which of the two forms a body means, so that its faults are told for that one. */
function hasMany(body: unknown): boolean {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'urls');
}

function servedModel({ manifest }: Predictor): { threshold: number; model: string; version: string } {
  return { threshold: manifest.threshold, model: manifest.name, version: manifest.version };
}
