import { HealthDocument, ProblemDocument } from '@remla-lab/service-kit';
import { z } from 'zod';

import { operations } from './operations.ts';
import type { AnswerForm, Operation } from './operations.ts';
import * as schemas from './schemas.ts';

/** The schemas that have a name of their own in the document. */
const components: Readonly<Record<string, z.ZodType>> = {
  BatchAnswer: schemas.BatchAnswer,
  BatchRequest: schemas.BatchRequest,
  Effect: schemas.Effect,
  ExplainedAnswer: schemas.ExplainedAnswer,
  Feedback: schemas.Feedback,
  Health: HealthDocument,
  PlainAnswer: schemas.PlainAnswer,
  PlainRequest: schemas.PlainRequest,
  Problem: ProblemDocument,
  SingleAnswer: schemas.SingleAnswer,
  SingleRequest: schemas.SingleRequest,
  VersionAnswer: schemas.VersionAnswer,
};

type JsonObject = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 description of the service, made from the schemas that read its requests. */
export function openapiDocument(version: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'model-service',
      version,
      description: 'Judges URLs: phishing or legitimate.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: { schemas: describeComponents() },
  };
}

function describeOperation({ method, path, summary, request, answers }: Operation): JsonObject {
  const name = path.replace(/^\/(api\/v1\/)?/, '').replaceAll(/\W/g, '_');
  return {
    operationId: `${method}_${path.startsWith('/api/v1/') ? 'v1_' : ''}${name}`,
    summary,
    ...(request === undefined
      ? {}
      : {
          requestBody: {
            required: request.isRequired,
            content: contentOf('application/json', request.schema),
          },
        }),
    responses: Object.fromEntries(
      Object.entries(answers).map(([status, form]) => [status, describeAnswer(form)]),
    ),
  };
}

function describeAnswer({ description, mediaType, schema }: AnswerForm): JsonObject {
  if (mediaType === undefined) return { description };
  return { description, content: contentOf(mediaType, schema) };
}

function contentOf(mediaType: string, schema: z.ZodType | undefined): JsonObject {
  return { [mediaType]: schema === undefined ? {} : { schema: reference(schema) } };
}

/** A body is one of the named schemas, or any of several. */
function reference(schema: z.ZodType): JsonObject {
  if (schema instanceof z.ZodUnion)
    return { anyOf: schema.options.map((option) => reference(option as z.ZodType)) };
  const name = Object.keys(components).find((key) => components[key] === schema);
  if (name === undefined) throw new Error('a schema of an operation is missing among the components');
  return { $ref: refTo(name) };
}

/** JSON Schema 2020-12, which is what OpenAPI 3.1 uses. */
function describeComponents(): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(components)) registry.add(schema, { id });
  const { schemas: described } = z.toJSONSchema(registry, { uri: refTo, target: 'draft-2020-12' });
  return Object.fromEntries(
    Object.entries(described).map(([id, { $schema: _dialect, $id: _id, ...rest }]) => [id, rest]),
  );
}

function refTo(name: string): string {
  return `#/components/schemas/${name}`;
}
