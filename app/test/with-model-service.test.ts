import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  type RunningApp as ModelService,
  runningApp as startModelService,
} from '../../model-service/test/running-app.ts';
import { type RunningApp, runningApp } from './running-app.ts';

// The real model-service, with its smallest model, behind the real app.
let modelService: ModelService;
let running: RunningApp;
const server = createServer();
beforeAll(async () => {
  modelService = await startModelService();
  server.on('request', modelService.app);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  running = await runningApp({ url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`) });
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  server.closeAllConnections();
  server.close();
  await modelService[Symbol.asyncDispose]();
});

/** What a client sees of an answer, without what belongs to one request alone. */
async function answerOf(app: ModelService['app'], path: string, body: unknown) {
  const {
    status,
    headers,
    body: answer,
  } = await request(app)
    .post(path)
    .set('x-request-id', 'same')
    .send(body as object);
  return { status, type: headers['content-type'], answer: answer as unknown };
}

describe.each(['/predict', '/agree', '/disagree'])('POST %s answers exactly as model-service', (path) => {
  test.each<[string, unknown]>([
    ['an address', { input: 'http://www.example.org/login' }],
    ['text that is no address', { input: 'not an address' }],
    ['an empty text', { input: '' }],
    ['a text that is too long', { input: 'x'.repeat(8193) }],
    ['another field', { inputs: 'a' }],
    ['a number', { input: 1 }],
    ['null', { input: null }],
    ['a list', []],
    ['too many bytes', { input: 'x'.repeat(65_536) }],
  ])('%s', async (_name, body) => {
    expect(await answerOf(running.app, path, body)).toEqual(await answerOf(modelService.app, path, body));
  });
});

describe('POST /api/v1/predict', () => {
  test.each<[string, unknown]>([
    ['one', { url: 'http://www.example.org/login' }],
    ['one, explained', { url: 'http://www.example.org/login', explain: true }],
    ['several', { urls: ['http://www.example.org/login', 'a'] }],
  ])("is model-service's answer and the versions: %s", async (_name, body) => {
    const { answer } = await answerOf(running.app, '/api/v1/predict', body);
    const { versions, ...rest } = answer as Record<string, unknown>;
    const expected = (await answerOf(modelService.app, '/api/v1/predict', body)).answer as Record<
      string,
      string
    >;

    expect(rest).toEqual(expected);
    expect(versions).toEqual({
      app: '7.8.9',
      release: 'v2',
      libVersion: '4.5.6',
      modelService: expect.stringMatching(/^\d+\.\d+\.\d+\+/) as string,
      model: `${expected['model']}@${expected['version']}`,
    });
  });

  test.each<[string, unknown]>([
    ['neither', {}],
    ['both', { url: 'a', urls: ['a'] }],
    ['an empty batch', { urls: [] }],
    ['a batch with an empty text', { urls: ['a', ''] }],
    ['a batch that is too long', { urls: Array(257).fill('a') }],
    ['an explanation of a batch', { urls: ['a'], explain: true }],
  ])('refuses as model-service: %s', async (_name, body) => {
    expect(await answerOf(running.app, '/api/v1/predict', body)).toEqual(
      await answerOf(modelService.app, '/api/v1/predict', body),
    );
  });
});
