import { allowOnly, jsonBody, readBody } from '@remla-lab/service-kit';
import { Router } from 'express';

import type { VerdictMetrics } from '../metrics/verdict-metrics.ts';
import type { Call } from '../upstream/call.ts';
import { refuseFailure } from '../upstream/read-reply.ts';
import { VOTES } from '../vote.ts';
import { FeedbackBody } from './bodies.ts';

/** What the routes for votes are made from. */
export type FeedbackParts = { readonly call: Call; readonly metrics: VerdictMetrics };

const LIMIT_BYTES = 64 * 1024;

/** `POST /agree` and `/disagree`: handed on to model-service, counted when that took it, answered with 204. */
export function feedbackRoutes({ call, metrics }: FeedbackParts): Router {
  const router = Router();
  for (const vote of VOTES) {
    router
      .route(`/${vote}`)
      .post(jsonBody({ limitBytes: LIMIT_BYTES, isOptional: true }), async (request, response) => {
        const body = request.body === undefined ? undefined : readBody(FeedbackBody, request.body);
        // A vote sent twice would count twice: it is sent again only where not one byte had left.
        refuseFailure(await call({ request, response }, { path: `/${vote}`, body, isIdempotent: false }));
        metrics.countVote(vote, body?.model);
        response.status(204).end();
      })
      .all(allowOnly('POST'));
  }
  return router;
}
