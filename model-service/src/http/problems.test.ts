import { ProblemDocument } from '@remla-lab/service-kit';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runningApp } from '../../test/running-app.ts';
import type { RunningApp } from '../../test/running-app.ts';

let running: RunningApp;
beforeAll(async () => {
  running = await runningApp();
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
});

function problemOf(response: request.Response): ProblemDocument {
  expect(response.headers['content-type']).toBe('application/problem+json');
  const problem = ProblemDocument.parse(response.body);
  expect(problem.status).toBe(response.status);
  expect(problem.instance).toBe(response.headers['x-request-id']);
  return problem;
}

const TOO_LONG = 'A URL has at most 8192 characters.';

describe('422: the field, the index and the reason', () => {
  test.each<[string, string, unknown, ProblemDocument['errors']]>([
    ['/predict', 'no field', {}, [{ pointer: '/input', detail: 'Expected a text.' }]],
    ['/predict', 'null', { input: null }, [{ pointer: '/input', detail: 'Expected a text.' }]],
    ['/predict', 'an empty URL', { input: '' }, [{ pointer: '/input', detail: 'A URL must not be empty.' }]],
    [
      '/predict',
      'an unknown key',
      { input: 'a', 'x/~y': 1 },
      [{ pointer: '/x~1~0y', detail: 'This key is not known here.' }],
    ],
    ['/predict', 'a list', [], [{ pointer: '', detail: expect.any(String) as string }]],
    ['/api/v1/predict', 'no field', {}, [{ pointer: '/url', detail: 'Expected a text.' }]],
    [
      '/api/v1/predict',
      'members of a batch',
      { urls: ['a', '', 'b', 7, 'x'.repeat(8193)] },
      [
        { pointer: '/urls/1', detail: 'A URL must not be empty.', index: 1 },
        { pointer: '/urls/3', detail: 'Expected a text.', index: 3 },
        { pointer: '/urls/4', detail: TOO_LONG, index: 4 },
      ],
    ],
    [
      '/api/v1/predict',
      'one and many',
      { url: 'a', urls: ['b'] },
      [{ pointer: '/url', detail: 'This key is not known here.' }],
    ],
    [
      '/api/v1/predict',
      'an explanation of many',
      { urls: ['b'], explain: true },
      [{ pointer: '/explain', detail: 'This key is not known here.' }],
    ],
    [
      '/api/v1/predict',
      'no batch',
      { urls: 'b' },
      [{ pointer: '/urls', detail: 'Expected a list of texts.' }],
    ],
    [
      '/agree',
      'another label',
      { label: 'maybe' },
      [{ pointer: '/label', detail: expect.any(String) as string }],
    ],
  ])('%s, %s', async (path, _name, body, errors) => {
    const response = await request(running.app)
      .post(path)
      .send(body as object)
      .expect(422);

    expect(problemOf(response).errors).toEqual(errors);
  });

  test('a thousand faults are not all listed', async () => {
    const response = await request(running.app)
      .post('/api/v1/predict')
      .send({ urls: Array(256).fill('') });

    expect(problemOf(response).errors).toHaveLength(50);
  });

  test('a prototype in the body is an unknown key', async () => {
    const response = await request(running.app)
      .post('/predict')
      .set('Content-Type', 'application/json')
      .send('{"input":"a","__proto__":{"x":1}}')
      .expect(422);

    expect(problemOf(response).errors?.[0]?.pointer).toBe('/__proto__');
  });
});

describe('400, 413, 415', () => {
  test.each<[string, Record<string, string>, string, number, string]>([
    ['malformed', { 'Content-Type': 'application/json' }, '{"input": "http://secret', 400, 'malformed-json'],
    ['empty', { 'Content-Type': 'application/json' }, '', 400, 'malformed-json'],
    ['another media type', { 'Content-Type': 'text/plain' }, '{"input":"a"}', 415, 'unsupported-media-type'],
    [
      'a form',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      'input=a',
      415,
      'unsupported-media-type',
    ],
    [
      'another charset',
      { 'Content-Type': 'application/json; charset=utf-16le' },
      '{"input":"a"}',
      415,
      'unsupported-media-type',
    ],
    [
      'compressed',
      { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      '{"input":"a"}',
      415,
      'unsupported-media-type',
    ],
    ['too large', { 'Content-Type': 'application/json' }, 'x'.repeat(65_537), 413, 'body-too-large'],
  ])('%s', async (_name, headers, body, status, code) => {
    const response = await request(running.app).post('/predict').set(headers).send(body);

    const problem = problemOf(response);
    expect(problem.status).toBe(status);
    expect(problem.type).toBe(`urn:remla-lab:problem:${code}`);
    expect(JSON.stringify(problem)).not.toContain('secret');
  });

  test.each(['application/json; charset=UTF-8', 'application/vnd.api+json', 'APPLICATION/JSON'])(
    'taken: %s',
    async (type) => {
      await request(running.app).post('/predict').set('Content-Type', type).send('{"input":"a"}').expect(200);
    },
  );
});

describe('404 and 405', () => {
  test.each(['/', '/api/v1/predict/x', '/predict/x', '/%zz', '/docs'])('nothing at %s', async (path) => {
    const response = await request(running.app).get(path).expect(404);

    expect(problemOf(response).type).toBe('urn:remla-lab:problem:not-found');
    expect(response.headers['x-model-service-version']).toBe('0.1.0+v9');
  });

  test.each([
    ['get', '/predict', 'POST'],
    ['put', '/api/v1/predict', 'POST'],
    ['options', '/agree', 'POST'],
    ['post', '/api/v1/ready', 'GET, HEAD'],
    ['delete', '/metrics', 'GET, HEAD'],
    ['post', '/openapi.json', 'GET, HEAD'],
  ] as const)('%s %s', async (method, path, allow) => {
    const response = await request(running.app)[method](path).expect(405);

    expect(problemOf(response).type).toBe('urn:remla-lab:problem:method-not-allowed');
    expect(response.headers['allow']).toBe(allow);
  });
});

test('a URL under test is never logged', async () => {
  const marker = 'very-secret-token';
  const url = `https://example.org/?${marker}`;
  const { app } = running;

  await request(app).post('/predict').send({ input: url });
  await request(app).post('/predict').send({ url });
  await request(app).post('/predict').set('Content-Type', 'application/json').send(`{"input": "${url}`);
  await request(app).post('/api/v1/predict').send({ url, explain: true });
  await request(app)
    .post('/api/v1/predict')
    .send({ urls: [url, 1] });
  await request(app).post('/agree').send({ input: url, label: 'phishing' });
  await request(app).get(`/${url}`);

  expect(running.logText()).toContain('"route":"/api/v1/predict"');
  expect(running.logText()).not.toContain(marker);
});
