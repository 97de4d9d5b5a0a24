import request from 'supertest';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import {
  type ModelServiceDouble,
  PHISHING,
  replying,
  startModelServiceDouble,
} from './model-service-double.ts';
import { type RunningApp, runningApp } from './running-app.ts';

let modelService: ModelServiceDouble;
let running: RunningApp;
beforeAll(async () => {
  modelService = await startModelServiceDouble();
  running = await runningApp({ url: modelService.url });
});
beforeEach(() => {
  modelService.behave = replying(200, PHISHING);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await modelService[Symbol.asyncDispose]();
});

const URL_UNDER_TEST = 'http://signin.bank.example/a';
const VERSIONS = {
  app: '7.8.9',
  release: 'v2',
  libVersion: '4.5.6',
  modelService: '0.9.0+v2',
  model: 'cnn@1.2.3',
};

describe('POST /predict', () => {
  test('answers with the label as a JSON string', async () => {
    const response = await request(running.app).post('/predict').send({ input: URL_UNDER_TEST }).expect(200);

    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.text).toBe('"phishing"');
  });

  test("model-service's fault on `url` is told about `input`", async () => {
    modelService.behave = replying(422, {
      type: 'urn:remla-lab:problem:invalid-body',
      title: 'x',
      status: 422,
      errors: [{ pointer: '/url', detail: 'No.' }],
    });

    const response = await request(running.app).post('/predict').send({ input: 'a' }).expect(422);

    expect(response.body).toMatchObject({ errors: [{ pointer: '/input', detail: 'No.' }] });
  });

  test('GET is refused', async () => {
    const response = await request(running.app).get('/predict').expect(405);

    expect(response.headers['allow']).toBe('POST');
    expect(response.headers['content-type']).toBe('application/problem+json');
  });
});

describe('POST /api/v1/predict', () => {
  test("one address: model-service's answer with the versions of all that answered", async () => {
    const response = await request(running.app)
      .post('/api/v1/predict')
      .send({ url: URL_UNDER_TEST })
      .expect(200);

    expect(response.body).toEqual({ ...PHISHING, versions: VERSIONS });
    expect(modelService.seen.at(-1)).toMatchObject({
      method: 'POST',
      path: '/api/v1/predict',
      text: JSON.stringify({ url: URL_UNDER_TEST }),
    });
  });

  test('`explain` is handed on, and so is what it brings', async () => {
    const explained = {
      ...PHISHING,
      canonical: 'a.example',
      explanation: [{ kind: 'domain', text: 'a.example', start: 0, end: 9, effect: 0.5 }],
    };
    modelService.behave = replying(200, explained);

    const body = { url: URL_UNDER_TEST, explain: true };
    const response = await request(running.app).post('/api/v1/predict').send(body).expect(200);

    expect(response.body).toEqual({ ...explained, versions: VERSIONS });
    expect(modelService.seen.at(-1)?.text).toBe(JSON.stringify(body));
  });

  test('several addresses, more than 64 kB of them', async () => {
    const { label, probability, ...byModel } = PHISHING;
    const batch = {
      predictions: [
        { label, probability },
        { label: 'legitimate', probability: 0 },
      ],
      ...byModel,
    };
    modelService.behave = replying(200, batch);

    const urls = ['a'.repeat(8192), 'é'.repeat(8192)];
    const response = await request(running.app).post('/api/v1/predict').send({ urls }).expect(200);

    expect(response.body).toEqual({ ...batch, versions: VERSIONS });
  });

  test('an answer without the version header names it unknown', async () => {
    modelService.behave = (_request, response) => response.end(JSON.stringify(PHISHING));

    const response = await request(running.app).post('/api/v1/predict').send({ url: 'a' }).expect(200);

    expect(response.body).toMatchObject({ versions: { modelService: 'unknown' } });
  });
});

describe('what is wrong is told without asking model-service', () => {
  const TOO_LONG = 'A URL has at most 8192 characters.';

  test.each<[string, string, unknown, number, unknown]>([
    ['/predict', 'no field', {}, 422, [{ pointer: '/input', detail: 'Expected a text.' }]],
    [
      '/predict',
      'an empty URL',
      { input: '' },
      422,
      [{ pointer: '/input', detail: 'A URL must not be empty.' }],
    ],
    ['/predict', 'too long', { input: 'é'.repeat(8193) }, 422, [{ pointer: '/input', detail: TOO_LONG }]],
    [
      '/predict',
      'an unknown key',
      { input: 'a', x: 1 },
      422,
      [{ pointer: '/x', detail: 'This key is not known here.' }],
    ],
    ['/predict', 'over 64 kB', { input: 'a'.repeat(65_536) }, 413, undefined],
    ['/api/v1/predict', 'neither', {}, 422, [{ pointer: '/url', detail: 'Expected a text.' }]],
    [
      '/api/v1/predict',
      'both',
      { url: 'a', urls: ['b'] },
      422,
      [{ pointer: '/url', detail: 'This key is not known here.' }],
    ],
    [
      '/api/v1/predict',
      'one in a batch',
      { urls: ['a', ''] },
      422,
      [{ pointer: '/urls/1', detail: 'A URL must not be empty.', index: 1 }],
    ],
    [
      '/api/v1/predict',
      'too many',
      { urls: Array(257).fill('a') },
      422,
      [{ pointer: '/urls', detail: 'Expected at most 256 URLs.' }],
    ],
    ['/api/v1/predict', 'over 1 MiB', { urls: Array(200).fill('a'.repeat(6000)) }, 413, undefined],
  ])('%s, %s', async (path, _name, body, status, errors) => {
    const seenBefore = modelService.seen.length;

    const response = await request(running.app)
      .post(path)
      .send(body as object)
      .expect(status);

    expect(response.headers['content-type']).toBe('application/problem+json');
    expect((response.body as { errors?: unknown }).errors).toEqual(errors);
    expect(modelService.seen).toHaveLength(seenBefore);
  });

  test.each([
    ['application/json', '{"input"', 400],
    ['text/plain', 'input', 415],
  ])('%s: %s', async (type, text, status) => {
    await request(running.app).post('/predict').set('content-type', type).send(text).expect(status);
  });
});

test('the trace goes on to model-service, under the id of the request; other headers stay here', async () => {
  const trace = {
    'x-request-id': 'req-1',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    tracestate: 'a=b',
    b3: '0',
    'x-b3-traceid': '463ac35c9f6413ad48485a3953bb6124',
  };

  const response = await request(running.app)
    .post('/predict')
    .set({ ...trace, cookie: 'app-version=v2', 'x-user-id': 'me', authorization: 'secret' })
    .send({ input: 'a' });

  const headers = modelService.seen.at(-1)?.headers;
  expect(headers).toMatchObject(trace);
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('x-user-id');
  expect(headers).not.toHaveProperty('authorization');
  expect(response.headers['x-request-id']).toBe('req-1');
  expect(running.logText()).toContain('"requestId":"req-1"');
});

test('a request without an id gets one, which model-service hears, too', async () => {
  const response = await request(running.app).post('/predict').send({ input: 'a' });

  expect(response.headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  expect(modelService.seen.at(-1)?.headers['x-request-id']).toBe(response.headers['x-request-id']);
});

test('an address under test is never logged', async () => {
  const secret = 'very-secret-token';

  await request(running.app)
    .post('/predict')
    .send({ input: `http://a.example/?${secret}` });
  await request(running.app).post('/predict').send({ url: secret });
  await request(running.app).post('/agree').send({ input: secret });
  await request(running.app).get(`/${secret}`);
  modelService.behave = (_request, _response, socket) => socket.destroy();
  await request(running.app).post('/agree').send({ input: secret }).expect(503);

  expect(running.logText()).toContain('"route":"/agree"');
  expect(running.logText()).not.toContain(secret);
});
