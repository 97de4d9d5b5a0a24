import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { runningApp } from '../../test/running-app.ts';
import type { RunningApp } from '../../test/running-app.ts';

const PHISHING = 'http://login-0-1-2-3.example.net/verify-1';
const HARMLESS = 'https://www.example.com/about';

let running: RunningApp;
beforeAll(async () => {
  running = await runningApp();
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
});

const post = (path: string, body: unknown): request.Test =>
  request(running.app)
    .post(path)
    .send(body as object);

describe('POST /predict', () => {
  test.each([
    [PHISHING, 'phishing'],
    [HARMLESS, 'legitimate'],
  ])('answers with the label as a JSON string: %s', async (input, label) => {
    const response = await post('/predict', { input })
      .expect(200)
      .expect('Content-Type', /^application\/json/);

    expect(response.text).toBe(JSON.stringify(label));
  });

  test('says which service answered', async () => {
    await post('/predict', { input: HARMLESS }).expect('x-model-service-version', '0.1.0+v9');
  });
});

describe('POST /api/v1/predict', () => {
  test('one URL: exactly the keys of the interface', async () => {
    const { body } = await post('/api/v1/predict', { url: PHISHING }).expect(200);

    expect(body).toEqual({
      label: 'phishing',
      probability: expect.any(Number) as number,
      threshold: 0.5,
      model: 'tiny-sequence',
      version: '1.2.3',
    });
  });

  test('many URLs: in their order, as they are alone', async () => {
    const urls = Array.from(
      { length: 256 },
      (_, index) => `${index % 3 === 0 ? PHISHING : HARMLESS}?n=${index}`,
    );

    const { body } = await post('/api/v1/predict', { urls }).expect(200);

    const { predictions, ...rest } = body as { predictions: { label: string; probability: number }[] };
    expect(rest).toEqual({ threshold: 0.5, model: 'tiny-sequence', version: '1.2.3' });
    expect(predictions).toHaveLength(256);
    for (const index of [0, 1, 17, 255]) {
      const { body: alone } = await post('/api/v1/predict', { url: urls[index] });
      const { label, probability } = alone as { label: string; probability: number };
      expect(predictions[index]).toEqual({ label, probability: expect.closeTo(probability, 6) as number });
    }
  });

  test('the probability is not rounded', async () => {
    const { body } = await post('/api/v1/predict', { url: HARMLESS });

    expect(String((body as { probability: number }).probability).length).toBeGreaterThan(10);
  });

  test('explain: the canonical form and what each part did', async () => {
    const { body } = await post('/api/v1/predict', {
      url: 'https://www.a-1-2.example.net/x?q',
      explain: true,
    });

    const { canonical, explanation, ...rest } = body as {
      canonical: string;
      explanation: { kind: string; text: string; start: number; end: number; effect: number }[];
      probability: number;
    };
    expect(Object.keys(rest).sort()).toEqual(['label', 'model', 'probability', 'threshold', 'version']);
    expect(canonical).toBe('a-1-2.example.net/x?q');
    expect(explanation.map(({ kind, text }) => [kind, text])).toEqual([
      ['subdomain', 'a-1-2'],
      ['domain', 'example.net'],
      ['path', 'x'],
      ['query', '?q'],
    ]);
    for (const { text, start, end } of explanation) expect(canonical.slice(start, end)).toBe(text);
    const { body: without } = await post('/api/v1/predict', { url: 'example.net/x?q' });
    const expected = rest.probability - (without as { probability: number }).probability;
    expect(explanation[0]?.effect).toBeCloseTo(expected, 6);
    expect(expected).toBeGreaterThan(0.1);
  });
});

describe('limits', () => {
  test.each([
    ['8,192 characters', 'a'.repeat(8192), 200],
    ['8,192 characters outside the basic plane', '\u{1f600}'.repeat(8192), 200],
    ['8,193 characters', 'a'.repeat(8193), 422],
    ['8,193 characters outside the basic plane', '\u{1f600}'.repeat(8193), 422],
  ])('%s', async (_name, input, status) => {
    await post('/predict', { input }).expect(status);
    await post('/api/v1/predict', { url: input }).expect(status);
  });

  test('256 URLs are taken, 257 and none are not', async () => {
    await post('/api/v1/predict', { urls: Array(256).fill('a') }).expect(200);
    await post('/api/v1/predict', { urls: Array(257).fill('a') }).expect(422);
    await post('/api/v1/predict', { urls: [] }).expect(422);
  });

  test.each([
    ['/predict', 64 * 1024],
    ['/agree', 64 * 1024],
    ['/api/v1/predict', 1024 * 1024],
  ])('%s takes %i bytes and no more', async (path, limit) => {
    const padded = (size: number): string => `{"nothing":"${'x'.repeat(size - 14)}"}`;
    const send = (size: number): request.Test =>
      request(running.app).post(path).set('Content-Type', 'application/json').send(padded(size));

    expect((await send(limit)).status).toBe(422);
    expect((await send(limit + 1)).status).toBe(413);
  });
});
