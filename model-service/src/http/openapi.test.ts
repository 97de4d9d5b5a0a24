import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runningApp } from '../../test/running-app.ts';
import type { RunningApp } from '../../test/running-app.ts';
import { operations } from './operations.ts';

let running: RunningApp;
let broken: RunningApp;
beforeAll(async () => {
  running = await runningApp();
  broken = await runningApp({ directory: '/nowhere' });
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await broken[Symbol.asyncDispose]();
});

/** A request for every answer that an operation has; the answer has to be of the declared form. */
const requests: readonly [method: 'get' | 'post', path: string, status: number, body?: unknown][] = [
  ['post', '/predict', 200, { input: 'a' }],
  ['post', '/predict', 503, { input: 'a' }],
  ['post', '/api/v1/predict', 200, { url: 'a' }],
  ['post', '/api/v1/predict', 200, { url: 'http://a.example.org:8080/b?c', explain: true }],
  ['post', '/api/v1/predict', 200, { urls: ['a', 'b'] }],
  ['post', '/api/v1/predict', 503, { urls: ['a', 'b'] }],
  ['post', '/agree', 204, {}],
  ['post', '/disagree', 204, { input: 'a', label: 'phishing', model: 'cnn@1.0.0' }],
  ...['/predict', '/api/v1/predict', '/agree', '/disagree'].flatMap(
    (path): [method: 'post', path: string, status: number, body: unknown][] => [
      ['post', path, 400, '{'],
      ['post', path, 413, `"${'x'.repeat(1024 * 1024)}"`],
      ['post', path, 415, undefined],
      ['post', path, 422, { nothing: 1 }],
    ],
  ),
  ['get', '/api/v1/version', 200],
  ['get', '/api/v1/startup', 200],
  ['get', '/api/v1/startup', 503],
  ['get', '/api/v1/ready', 200],
  ['get', '/api/v1/ready', 503],
  ['get', '/api/v1/health', 200],
  ['get', '/metrics', 200],
  ['get', '/openapi.json', 200],
];

describe('the answers are what /openapi.json says', () => {
  test.each(requests)('%s %s → %i', async (method, path, status, body) => {
    const form = operations.find((operation) => operation.path === path && operation.method === method)
      ?.answers[status];
    expect(form).toBeDefined();
    await using starting = await runningApp({ isLoaded: false });
    const target = status !== 503 ? running : path.endsWith('startup') ? starting : broken;
    const call = request(target.app)[method](path);
    if (status === 415) call.set('Content-Type', 'text/plain').send('text');
    else if (typeof body === 'string') call.set('Content-Type', 'application/json').send(body);
    else if (body !== undefined) call.send(body as object);

    const response = await call;

    expect(response.status).toBe(status);
    expect(response.headers['content-type']?.split(';')[0]).toBe(form?.mediaType);
    expect(response.text === '').toBe(form?.mediaType === undefined);
    form?.schema?.parse(JSON.parse(response.text));
  });

  test('every declared answer is asked for above', () => {
    const declared = operations.flatMap(({ method, path, answers }) =>
      Object.keys(answers).map((status) => `${method} ${path} ${status}`),
    );

    expect(new Set(requests.map(([method, path, status]) => `${method} ${path} ${status}`))).toEqual(
      new Set(declared),
    );
  });
});

describe('the document', () => {
  test('lists every route of the app, and nothing else', async () => {
    const { body } = await request(running.app).get('/openapi.json');

    const { openapi, paths } = body as { openapi: string; paths: Record<string, Record<string, unknown>> };
    expect(openapi).toBe('3.1.0');
    expect(Object.keys(paths).sort()).toEqual(routesOf(running.app.router.stack).sort());
  });

  test('tells bodies, limits and strictness', async () => {
    const { body } = await request(running.app).get('/openapi.json');

    const { paths, components } = body as {
      paths: Record<string, unknown>;
      components: { schemas: unknown };
    };
    const refTo = (name: string, type = 'application/json'): unknown => ({
      content: { [type]: { schema: { $ref: `#/components/schemas/${name}` } } },
    });
    expect(paths['/predict']).toMatchObject({
      post: {
        operationId: 'post_predict',
        requestBody: { required: true, ...(refTo('PlainRequest') as object) },
        responses: { 200: refTo('PlainAnswer'), 422: refTo('Problem', 'application/problem+json') },
      },
    });
    expect(components.schemas).toMatchObject({
      PlainRequest: {
        type: 'object',
        additionalProperties: false,
        required: ['input'],
        properties: { input: { type: 'string', minLength: 1, maxLength: 8192 } },
      },
      BatchRequest: { properties: { urls: { type: 'array', minItems: 1, maxItems: 256 } } },
      ExplainedAnswer: { properties: { explanation: { items: { $ref: '#/components/schemas/Effect' } } } },
      PlainAnswer: { enum: ['phishing', 'legitimate'] },
    });
  });

  test('every reference leads somewhere', async () => {
    const { text, body } = await request(running.app).get('/openapi.json');

    const { components } = body as { components: { schemas: Record<string, unknown> } };
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !(name in components.schemas))).toEqual([]);
    expect(text).not.toContain('$defs');
  });
});

interface Layer {
  readonly route?: { readonly path: string };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

function routesOf(stack: readonly unknown[]): string[] {
  return (stack as readonly Layer[]).flatMap(({ route, handle }) =>
    route === undefined ? routesOf(handle?.stack ?? []) : [route.path],
  );
}
