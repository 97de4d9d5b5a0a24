import { ProblemError, allowOnly, jsonBody, readBody } from '@remla-lab/service-kit';
import { type Request, type Response, Router } from 'express';

import type { VerdictMetrics } from '../metrics/verdict-metrics.ts';
import type { Call } from '../upstream/call.ts';
import type { UpstreamReply } from '../upstream/model-service-client.ts';
import { Prediction, PredictionBatch } from '../upstream/prediction.ts';
import { readReply } from '../upstream/read-reply.ts';
import { InputBody, type PredictBody, predictBodyFor } from './bodies.ts';

/** What the routes that judge are made from. */
export type PredictParts = {
  readonly call: Call;
  readonly metrics: VerdictMetrics;
  /** The parts of an answer's `versions` that this app itself knows. */
  readonly ownVersions: { readonly app: string; readonly release: string; readonly libVersion: string };
};

type Exchange = { readonly request: Request; readonly response: Response };

const INPUT_LIMIT_BYTES = 64 * 1024;
/** As model-service's own: 256 addresses of usual length, or a few very long ones. */
const PREDICT_LIMIT_BYTES = 1024 * 1024;

/** `POST /predict`, as clients of the original know it, and `POST /api/v1/predict` with the versions of all that answered. */
export function predictRoutes({ call, metrics, ownVersions }: PredictParts): Router {
  const ask = async (on: Exchange, body: PredictBody): Promise<UpstreamReply> =>
    await call(on, { path: '/api/v1/predict', body, isIdempotent: true });

  const router = Router();
  router
    .route('/predict')
    .post(jsonBody({ limitBytes: INPUT_LIMIT_BYTES }), async (request, response) => {
      const { input } = readBody(InputBody, request.body);
      const { label, model, version } = readInputReply(await ask({ request, response }, { url: input }));
      metrics.countPredictions({ name: model, version }, [label]);
      response.json(label);
    })
    .all(allowOnly('POST'));
  router
    .route('/api/v1/predict')
    .post(jsonBody({ limitBytes: PREDICT_LIMIT_BYTES }), async (request, response) => {
      const body = readBody(predictBodyFor(request.body), request.body);
      const reply = await ask({ request, response }, body);
      const { answer, labels } = 'urls' in body ? readBatch(reply, body.urls.length) : readOne(reply);
      const { model, version } = answer;
      metrics.countPredictions({ name: model, version }, labels);
      const modelService = reply.headers['x-model-service-version'] ?? 'unknown';
      response.json({ ...answer, versions: { ...ownVersions, modelService, model: `${model}@${version}` } });
    })
    .all(allowOnly('POST'));
  return router;
}

function readOne(reply: UpstreamReply) {
  const answer = readReply(reply, Prediction);
  return { answer, labels: [answer.label] };
}

function readBatch(reply: UpstreamReply, count: number) {
  const answer = readReply(reply, PredictionBatch);
  if (answer.predictions.length !== count) {
    throw new ProblemError('upstream-error', {
      detail: `model-service judged ${answer.predictions.length} of ${count} addresses.`,
    });
  }
  return { answer, labels: answer.predictions.map(({ label }) => label) };
}

// The client wrote `input` where we wrote `url`.
function readInputReply(reply: UpstreamReply): Prediction {
  try {
    return readReply(reply, Prediction);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.code !== 'invalid-body') throw error;
    const errors = error.errors.map((fault) => ({
      ...fault,
      pointer: fault.pointer.replace(/^\/url(?=\/|$)/, '/input'),
    }));
    throw new ProblemError('invalid-body', {
      ...(error.detail === undefined ? {} : { detail: error.detail }),
      errors,
    });
  }
}
