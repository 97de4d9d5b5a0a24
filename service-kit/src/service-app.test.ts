import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Writable } from 'node:stream';

import type { Express } from 'express';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { readBody } from './body-schema.ts';
import { createHealth } from './health.ts';
import type { Health } from './health.ts';
import { jsonBody } from './json-body.ts';
import { createLogger } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { problemCodes, ProblemError } from './problem.ts';
import { allowOnly } from './problem-responder.ts';
import { createServiceApp } from './service-app.ts';
import { traceHeaders } from './trace-headers.ts';

const Body = z.strictObject({ list: z.array(z.string()) });

function testApp(): { app: Express; health: Health; lines: () => Record<string, unknown>[] } {
  const chunks: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk.toString());
      done();
    },
  });
  const about = { service: 'test', version: '1.0.0', release: 'v7' };
  const health = createHealth();
  const app = createServiceApp({
    logger: createLogger({ ...about, destination }),
    metrics: createMetrics({ ...about, commit: 'abc', hasProcessMetrics: false }),
    health,
    addRoutes(routes) {
      routes
        .route('/echo')
        .post(jsonBody({ limitBytes: 100 }), (incoming, response) => {
          response.json(readBody(Body, incoming.body));
        })
        .all(allowOnly('POST'));
      routes.get('/broken', () => {
        throw new Error('the secret reason');
      });
      routes.get('/busy', () => {
        throw new ProblemError('overloaded', { headers: { 'Retry-After': '3' } });
      });
      routes.get('/foreign', () => {
        throw Object.assign(new Error('echoes input'), { status: 415 });
      });
    },
  });
  return {
    app,
    health,
    lines: () =>
      chunks
        .join('')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('problems', () => {
  test('our own fault is 500 without its reason, which is in the log', async () => {
    const { app, lines } = testApp();

    const { body, headers } = await request(app).get('/broken').expect(500);

    expect(body).toEqual({
      type: 'urn:remla-lab:problem:internal-error',
      title: 'Something went wrong on our side',
      status: 500,
      instance: headers['x-request-id'],
    });
    expect(lines().find(({ msg }) => msg === 'request failed')).toMatchObject({
      requestId: headers['x-request-id'],
      err: { message: 'the secret reason' },
    });
  });

  test('headers of a problem, and a foreign 4xx without its text', async () => {
    const { app } = testApp();

    await request(app).get('/busy').expect(503).expect('Retry-After', '3');
    const { text } = await request(app).get('/foreign').expect(415);
    expect(text).not.toContain('echoes');
  });

  test('a body in pieces, one that is announced as too long, and one that turns out to be', async () => {
    const { app } = testApp();
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const post = (body: string | ReadableStream): Promise<Response> =>
      fetch(`http://127.0.0.1:${port}/echo`, {
        method: 'POST',
        body,
        headers: { 'Content-Type': 'application/json' },
        duplex: 'half',
      });
    const pieces = (...texts: string[]): ReadableStream =>
      ReadableStream.from(texts.map((text) => new TextEncoder().encode(text)));

    const ok = await post(pieces('{"li', 'st": ["\u00e9"', ']}'));
    const long = await post('x'.repeat(101));
    const longer = await post(pieces(...Array<string>(50).fill('x'.repeat(10_000))));

    expect([ok.status, await ok.json()]).toEqual([200, { list: ['\u00e9'] }]);
    expect([long.status, longer.status]).toEqual([413, 413]);
    await new Promise((resolve) => server.close(resolve));
  });

  test('every code has a row in the README, and every row a code', () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| (\d{3}) /gm)].map(([, code, status]) => [
      code,
      Number(status),
    ]);

    expect(rows).toEqual(Object.entries(problemCodes).map(([code, { status }]) => [code, status]));
  });
});

describe('probes', () => {
  test('started, then ready, then not for a reason of its own, then draining', async () => {
    const { app, health } = testApp();
    const probe = async (name: string): Promise<unknown> => {
      const { status, body, headers } = await request(app).get(`/api/v1/${name}`);
      return [status, body as unknown, headers['retry-after']];
    };

    expect(await probe('startup')).toEqual([
      503,
      { status: 'starting', reason: 'the service is starting' },
      '1',
    ]);
    expect(await probe('ready')).toEqual([
      503,
      { status: 'not-ready', reason: 'the service is starting' },
      '1',
    ]);
    health.markStarted();
    expect(await probe('startup')).toEqual([200, { status: 'started' }, undefined]);
    expect(await probe('ready')).toEqual([200, { status: 'ready' }, undefined]);
    health.setReason('disk', 'the disk is full');
    health.setReason('model', 'no model');
    expect(await probe('ready')).toEqual([
      503,
      { status: 'not-ready', reason: 'the disk is full; no model' },
      '1',
    ]);
    health.setReason('disk', undefined);
    health.setReason('model', undefined);
    expect(await probe('ready')).toEqual([200, { status: 'ready' }, undefined]);
    health.markDraining();
    expect(await probe('ready')).toEqual([503, { status: 'draining', reason: 'the service is ending' }, '1']);
    expect(await probe('health')).toEqual([200, { status: 'alive' }, undefined]);
  });
});

describe('request ids and logs', () => {
  test("a plain id of the caller's is kept, any other is replaced", async () => {
    const { app, lines } = testApp();

    await request(app).get('/busy').set('x-request-id', 'abc-123').expect('x-request-id', 'abc-123');
    await request(app)
      .get('/busy')
      .set('x-request-id', 'a b')
      .expect('x-request-id', /^[0-9a-f-]{36}$/);

    expect(
      lines().map(({ requestId, route, status, level }) => [requestId === 'abc-123', route, status, level]),
    ).toEqual([
      [true, '/busy', 503, 'error'],
      [false, '/busy', 503, 'error'],
    ]);
  });

  test('probes and scrapes are not logged; every line names service, version and release', async () => {
    const { app, lines } = testApp();

    await request(app).get('/api/v1/health');
    await request(app).get('/metrics');
    await request(app).post('/echo').send({ list: [] });

    expect(lines()).toEqual([
      expect.objectContaining({
        service: 'test',
        version: '1.0.0',
        release: 'v7',
        route: '/echo',
        status: 200,
      }),
    ]);
  });
});

test('the headers that join calls into a trace are carried on, others not', () => {
  const headers = {
    traceparent: '00-1-2-01',
    'x-b3-traceid': '1',
    cookie: 'secret',
    'x-request-id': 'r',
    host: 'h',
  };

  expect(traceHeaders(headers)).toEqual({
    traceparent: '00-1-2-01',
    'x-b3-traceid': '1',
    'x-request-id': 'r',
  });
});
