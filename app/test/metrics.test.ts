import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import request from 'supertest';
import { Pool } from 'undici';
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
});
beforeEach(async () => {
  modelService.behave = replying(200, PHISHING);
  running = await runningApp({ url: modelService.url });
  return async () => await running[Symbol.asyncDispose]();
});
afterAll(async () => {
  await modelService[Symbol.asyncDispose]();
});

/** The samples of the metric, without comments. */
async function samples(name = ''): Promise<readonly string[]> {
  const { text } = await request(running.app).get('/metrics').expect(200);
  return text.split('\n').filter((line) => line.startsWith(name) && line !== '' && !line.startsWith('#'));
}

test('every sample has the release', async () => {
  const all = await samples();

  expect(all.length).toBeGreaterThan(50);
  expect(all.filter((line) => !line.includes('release="v2"'))).toEqual([]);
  expect(await samples('build_info')).toEqual(['build_info{version="7.8.9",commit="abc",release="v2"} 1']);
});

describe('predictions_total', () => {
  test('stands at 0 for both labels from the first answer of a model on', async () => {
    await request(running.app).post('/predict').send({ input: 'a' }).expect(200);

    expect(await samples('predictions_total')).toEqual([
      'predictions_total{model="cnn",model_version="1.2.3",label="phishing",release="v2"} 1',
      'predictions_total{model="cnn",model_version="1.2.3",label="legitimate",release="v2"} 0',
    ]);
  });

  test('counts each address of a batch', async () => {
    const { label, probability, ...byModel } = PHISHING;
    const one = { label, probability };
    modelService.behave = replying(200, {
      predictions: [one, { ...one, label: 'legitimate' }, one],
      ...byModel,
    });

    await request(running.app)
      .post('/api/v1/predict')
      .send({ urls: ['a', 'b', 'c'] })
      .expect(200);

    expect((await samples('predictions_total')).map((line) => line.split(' ')[1])).toEqual(['2', '1']);
  });

  test('counts no failure', async () => {
    modelService.behave = replying(200, { ...PHISHING, label: 'maybe' });

    await request(running.app).post('/predict').send({ input: 'a' }).expect(502);

    expect(await samples('predictions_total')).toEqual([]);
  });
});

test('routes are templates: an asset, the API, what is not there', async () => {
  await request(running.app).get('/assets/older/main.js').expect(200);
  await request(running.app).get('/assets/older/none.js').expect(404);
  await request(running.app).post('/api/v1/predict').send({ url: 'a' }).expect(200);

  const routes = (await samples('http_requests_total'))
    .filter((line) => !line.endsWith(' 0'))
    .map((line) => line.replace(/^[^{]*\{|,release.*$/g, ''));
  expect(routes).toEqual([
    'route="/assets/:digest/*file",method="GET",status="200"',
    'route="/assets/:digest/*file",method="GET",status="404"',
    'route="/api/v1/predict",method="POST",status="200"',
  ]);
});

test('the way to model-service is timed, by how it ended', async () => {
  await request(running.app).post('/predict').send({ input: 'a' });
  modelService.behave = replying(503, {});
  await request(running.app).post('/predict').send({ input: 'a' });

  const counts = await samples('upstream_request_duration_seconds_count{release="v2",path="/api/v1/predict"');
  expect(counts.map((line) => line.replace(/^.*outcome=/, ''))).toEqual(['"2xx"} 1', '"5xx"} 1']);
});

test('10,000 random paths add not one series', async () => {
  const server = createServer(running.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { connections: 8 });
  const get = async (path: string): Promise<void> => {
    const { statusCode, body } = await pool.request({ method: 'GET', path });
    expect(statusCode).toBe(404);
    await body.dump();
  };
  // One of each kind first: a route's series begin with its first request.
  await get('/none');
  await get('/assets/none/none');
  await samples();
  const names = async (): Promise<readonly (string | undefined)[]> =>
    (await samples()).map((line) => line.split(' ')[0]);
  const before = await names();

  for (let index = 0; index < 10_000; index += 100) {
    const paths = Array.from({ length: 50 }, (_, offset) => [
      `/p${index + offset}`,
      `/assets/${index + offset}/f.js`,
    ]);
    await Promise.all(paths.flat().map(get));
  }

  expect(await names()).toEqual(before);
  await pool.close();
  server.close();
});
