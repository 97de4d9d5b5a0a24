import { createServer } from 'node:net';

import request from 'supertest';
import { afterEach, describe, expect, test } from 'vitest';

import type { Wait } from '../src/upstream/back-off.ts';
import { type Behaviour, PHISHING, replying, startModelServiceDouble } from './model-service-double.ts';
import { runningApp } from './running-app.ts';

const PROBLEM = { type: 'urn:remla-lab:problem:x', title: 'x', status: 400 };
const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource[Symbol.asyncDispose]();
});

function keep<T extends AsyncDisposable>(resource: T): T {
  open.push(resource);
  return resource;
}

async function start(behaviour: Behaviour, timeoutMs = 2_000) {
  const modelService = keep(await startModelServiceDouble(behaviour));
  const { app } = keep(await runningApp({ url: modelService.url, timeoutMs }));
  return { modelService, app };
}

describe('what model-service answers is told apart', () => {
  test.each<[string, Behaviour, number, string, string | undefined]>([
    ['422', replying(422, { ...PROBLEM, status: 422 }), 422, 'invalid-body', undefined],
    ['400', replying(400, PROBLEM), 400, 'bad-request', undefined],
    ['413 of something in between', replying(413, 'no problem document'), 413, 'body-too-large', undefined],
    ['404: our mistake, not the client’s', replying(404, PROBLEM), 502, 'upstream-error', undefined],
    ['503 with a time', replying(503, {}, { 'retry-after': '7' }), 503, 'upstream-unavailable', '7'],
    ['503 without', replying(503, {}), 503, 'upstream-unavailable', '1'],
    ['504', replying(504, {}), 504, 'upstream-timeout', undefined],
    ['500', replying(500, {}), 502, 'upstream-error', undefined],
    ['a redirect', replying(302, {}, { location: 'http://a.example' }), 502, 'upstream-error', undefined],
    ['200 without JSON', (_request, response) => response.end('<html>'), 502, 'upstream-error', undefined],
    ['200 with nonsense', replying(200, { ...PHISHING, probability: 2 }), 502, 'upstream-error', undefined],
    [
      'no HTTP',
      (_request, _response, socket) => socket.end('SSH-2.0\r\n\r\n'),
      502,
      'upstream-error',
      undefined,
    ],
    ['2 MiB', replying(200, 'x'.repeat(2 * 1024 * 1024)), 502, 'upstream-error', undefined],
  ])('%s', async (_name, behaviour, status, code, retryAfter) => {
    const { app } = await start(behaviour);

    const response = await request(app).post('/api/v1/predict').send({ url: 'a' });

    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.body).toMatchObject({ type: `urn:remla-lab:problem:${code}`, status });
    expect(response.headers['retry-after']).toBe(retryAfter);
  });

  test('the reasons of a 422 come through', async () => {
    const errors = [{ pointer: '/urls/1', detail: 'No.', index: 1 }];
    const { app } = await start(replying(422, { ...PROBLEM, status: 422, detail: 'Why.', errors }));

    const response = await request(app)
      .post('/api/v1/predict')
      .send({ urls: ['a', 'b'] });

    expect(response.body).toMatchObject({ status: 422, detail: 'Why.', errors });
  });

  test('a batch of another length is nonsense', async () => {
    const { app } = await start(replying(200, { ...PHISHING, predictions: [] }));

    await request(app)
      .post('/api/v1/predict')
      .send({ urls: ['a'] })
      .expect(502);
  });
});

describe('the deadline', () => {
  test('no answer: 504', async () => {
    const { app } = await start(() => {}, 100);

    const response = await request(app).post('/predict').send({ input: 'a' }).expect(504);

    expect(response.body).toMatchObject({ type: 'urn:remla-lab:problem:upstream-timeout' });
  });

  test('half an answer: 504', async () => {
    const { app } = await start((_request, response) => void response.write('{"label"'), 100);

    await request(app).post('/predict').send({ input: 'a' }).expect(504);
  });

  test('nobody there: 503 with Retry-After, and the reason in the log', async () => {
    const { app, logText } = keep(await runningApp({ timeoutMs: 1000 }));

    const response = await request(app).post('/predict').send({ input: 'a' }).expect(503);

    expect(response.headers['retry-after']).toBe('1');
    expect(response.body).toMatchObject({ type: 'urn:remla-lab:problem:upstream-unreachable' });
    expect(logText()).toContain('"fault":"unreachable","cause":"ECONNREFUSED');
  });
});

describe('a failed connection', () => {
  /** Cuts the first connections after the request has arrived whole, then answers. */
  const cutting = (times: number, then: Behaviour): Behaviour => {
    let left = times;
    return (seen, response, socket) => {
      left -= 1;
      if (left >= 0) socket.destroy();
      else then(seen, response, socket);
    };
  };

  test('that broke under a prediction: asked again', async () => {
    const { app, modelService } = await start(cutting(2, replying(200, PHISHING)));

    await request(app).post('/predict').send({ input: 'a' }).expect(200, '"phishing"');

    expect(modelService.seen).toHaveLength(3);
    const { text } = await request(app).get('/metrics');
    expect(text).toContain('upstream_retries_total{path="/api/v1/predict",release="v2"} 2');
  });

  test('that broke under a vote: never sent twice, and the voter is told', async () => {
    const { app, modelService } = await start(cutting(1, replying(204, undefined)));

    const response = await request(app).post('/agree').expect(503);

    expect(modelService.seen).toHaveLength(1);
    expect(response.headers['retry-after']).toBe('1');
    expect(response.body).toMatchObject({ detail: expect.stringContaining('may have been') as string });
  });

  test.each(['/agree', '/predict'])(
    'that did not come about: tried until model-service is back (%s)',
    async (path) => {
      const port = await freePort();
      const waits: number[] = [];
      const wait: Wait = async (durationMs) => {
        waits.push(durationMs);
        const isAgree = path === '/agree';
        if (waits.length === 3) {
          keep(
            await startModelServiceDouble(isAgree ? replying(204, undefined) : replying(200, PHISHING), port),
          );
        }
      };
      const { app } = keep(await runningApp({ url: new URL(`http://127.0.0.1:${port}`), wait }));

      await request(app)
        .post(path)
        .send(path === '/agree' ? {} : { input: 'a' })
        .expect((response) => expect(response.ok).toBe(true));

      expect(waits).toEqual([25, 50, 100]);
    },
  );
});

/** A port at which nobody listens, below the range from which the system gives one to whoever asks for any. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 10_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    await new Promise((resolve) => {
      server.close(resolve);
    });
    return port;
  }
}
