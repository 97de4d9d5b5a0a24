import { HealthDocument, ProblemDocument } from '@remla-lab/service-kit';
import { z } from 'zod';

import {
  BatchAnswer,
  BatchRequest,
  ExplainedAnswer,
  Feedback,
  PlainAnswer,
  PlainRequest,
  SingleAnswer,
  SingleRequest,
  VersionAnswer,
} from './schemas.ts';

/** An answer: its schema, undefined where there is no body or none of ours. */
export interface AnswerForm {
  readonly description: string;
  readonly mediaType?: string;
  readonly schema?: z.ZodType;
}

/** An endpoint, as /openapi.json lists it and the tests hold the answers against it. */
export interface Operation {
  readonly method: 'get' | 'post';
  readonly path: string;
  readonly summary: string;
  readonly request?: { readonly schema: z.ZodType; readonly isRequired: boolean };
  readonly answers: Readonly<Record<number, AnswerForm>>;
}

const JSON_TYPE = 'application/json';
const PROBLEM: AnswerForm = {
  description: 'A problem (RFC 9457)',
  mediaType: 'application/problem+json',
  schema: ProblemDocument,
};
const BODY_PROBLEMS = { 400: PROBLEM, 413: PROBLEM, 415: PROBLEM, 422: PROBLEM } as const;

const json = (description: string, schema: z.ZodType): AnswerForm => ({
  description,
  mediaType: JSON_TYPE,
  schema,
});

const probe = (path: string, summary: string): Operation => ({
  method: 'get',
  path,
  summary,
  answers: { 200: json('Yes', HealthDocument), 503: json('No, and why', HealthDocument) },
});

const feedback = (path: string, summary: string): Operation => ({
  method: 'post',
  path,
  summary,
  request: { schema: Feedback, isRequired: false },
  answers: { 204: { description: 'Counted' }, ...BODY_PROBLEMS },
});

/** Every endpoint of the service. */
export const operations: readonly Operation[] = [
  {
    method: 'post',
    path: '/predict',
    summary: "The label of one URL, as the original's clients ask for it",
    request: { schema: PlainRequest, isRequired: true },
    answers: { 200: json('The label', PlainAnswer), ...BODY_PROBLEMS, 503: PROBLEM },
  },
  {
    method: 'post',
    path: '/api/v1/predict',
    summary: 'Label and probability of one URL or of up to 256',
    request: { schema: z.union([SingleRequest, BatchRequest]), isRequired: true },
    answers: {
      200: json('The verdict', z.union([SingleAnswer, ExplainedAnswer, BatchAnswer])),
      ...BODY_PROBLEMS,
      503: PROBLEM,
    },
  },
  feedback('/agree', 'A user agrees with a verdict'),
  feedback('/disagree', 'A user disagrees with a verdict'),
  {
    method: 'get',
    path: '/api/v1/version',
    summary: 'What is running here',
    answers: { 200: json('The versions', VersionAnswer) },
  },
  probe('/api/v1/startup', 'Whether start-up is over, well or not'),
  probe('/api/v1/ready', 'Whether requests should be sent here: loaded, warmed, self-tested, not draining'),
  {
    method: 'get',
    path: '/api/v1/health',
    summary: 'Whether the process is alive',
    answers: { 200: json('Yes', HealthDocument) },
  },
  {
    method: 'get',
    path: '/metrics',
    summary: 'Metrics for Prometheus',
    answers: { 200: { description: 'Text exposition format', mediaType: 'text/plain' } },
  },
  {
    method: 'get',
    path: '/openapi.json',
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1', mediaType: JSON_TYPE } },
  },
];
