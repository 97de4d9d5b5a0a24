import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import request from 'supertest';
import { describe, expect, test } from 'vitest';

import { runningApp } from '../../test/running-app.ts';
import type { RunningApp } from '../../test/running-app.ts';
import { EXAMPLE_URLS, tinyModelDirectory } from '../../test/tiny-model/directory.ts';

async function probes({ app }: RunningApp): Promise<unknown> {
  const answers: unknown[] = [];
  for (const probe of ['startup', 'ready', 'health']) {
    const { status, body } = await request(app).get(`/api/v1/${probe}`);
    answers.push([probe, status, body]);
  }
  return answers;
}

/** Workers say that they are loaded in a message of their own. */
async function untilReady({ health }: RunningApp): Promise<void> {
  while (!health.isReady) await new Promise((resolve) => setImmediate(resolve));
}

describe('while the model is being loaded', () => {
  test('alive, not started, not ready, and predictions are put off', async () => {
    await using running = await runningApp({ isLoaded: false });

    expect(await probes(running)).toEqual([
      ['startup', 503, { status: 'starting', reason: 'the service is starting' }],
      ['ready', 503, { status: 'not-ready', reason: 'the service is starting; the model is being loaded' }],
      ['health', 200, { status: 'alive' }],
    ]);
    const { body, headers } = await request(running.app).post('/predict').send({ input: 'a' }).expect(503);
    expect(headers['retry-after']).toBe('1');
    expect(body).toMatchObject({
      type: 'urn:remla-lab:problem:not-ready',
      detail: 'the model is being loaded',
    });
  });
});

describe('a model that cannot be served', () => {
  test.each<[string, (path: string) => Promise<void>, string]>([
    ['missing', async () => {}, 'cannot be read (ENOENT)'],
    [
      'changed',
      async (path) => {
        const bytes = await readFile(join(path, 'model.onnx'));
        await writeFile(join(path, 'model.onnx'), bytes.fill(0, 50, 60));
      },
      'SHA-256',
    ],
  ])('%s: alive, started, never ready, and says why', async (name, damage, text) => {
    await using directory = await tinyModelDirectory();
    await damage(directory.path);
    await using running = await runningApp({ directory: name === 'missing' ? '/nowhere' : directory.path });

    const reason = expect.stringContaining(text) as string;
    expect(await probes(running)).toEqual([
      ['startup', 200, { status: 'started' }],
      ['ready', 503, { status: 'not-ready', reason }],
      ['health', 200, { status: 'alive' }],
    ]);
    const { body } = await request(running.app).post('/api/v1/predict').send({ url: 'a' }).expect(503);
    expect(body).toMatchObject({ type: 'urn:remla-lab:problem:not-ready', detail: reason });
    const { body: version } = await request(running.app).get('/api/v1/version').expect(200);
    expect(version).toMatchObject({ model: null, modelVersion: null });
    await request(running.app).post('/agree').expect(204);
    expect(running.logText()).toContain('the model cannot be served');
  });

  test('a request with faults is told so before the model is looked for', async () => {
    await using running = await runningApp({ directory: '/nowhere' });

    await request(running.app).post('/predict').send({}).expect(422);
  });
});

describe('with a worker thread', () => {
  test.each(['sequence', 'ngrams'] as const)('%s: batches give what single URLs give', async (kind) => {
    await using running = await runningApp({ kind, workers: 1 });
    await untilReady(running);
    const urls = Array.from({ length: 200 }, (_, index) => `${EXAMPLE_URLS[index % 6] ?? ''}${index}`);

    const { body } = await request(running.app).post('/api/v1/predict').send({ urls }).expect(200);

    const { predictions } = body as { predictions: { probability: number }[] };
    expect(predictions).toHaveLength(200);
    for (const index of [0, 63, 64, 199]) {
      const [probability = Number.NaN] =
        (await running.host.predictor?.one(urls[index] ?? ''))?.probabilities ?? [];
      expect(predictions[index]?.probability).toBeCloseTo(probability, 6);
    }
  });

  test('a full queue answers 503 with Retry-After, and single URLs still get through', async () => {
    await using running = await runningApp({ workers: 1, queueLimit: 256 });
    await untilReady(running);
    const urls = Array(256).fill('x'.repeat(4000)) as string[];
    const server = running.app.listen(0, '127.0.0.1');
    const agent = request.agent(server);

    const answers = await Promise.all(
      Array.from({ length: 12 }, () => agent.post('/api/v1/predict').send({ urls })),
    );
    const statuses = answers.map(({ status }) => status);

    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    const refused = answers.find(({ status }) => status === 503);
    expect(refused?.headers['retry-after']).toBe('1');
    expect(refused?.body).toMatchObject({
      type: 'urn:remla-lab:problem:overloaded',
      detail: 'The queue is full.',
    });
    await agent.post('/predict').send({ input: 'a' }).expect(200);
    await new Promise((resolve) => server.close(resolve));
  });
});

test('draining: not ready, but what still comes is answered', async () => {
  await using running = await runningApp();

  running.health.markDraining();

  await request(running.app)
    .get('/api/v1/ready')
    .expect(503, { status: 'draining', reason: 'the service is ending' });
  await request(running.app).post('/predict').send({ input: 'a' }).expect(200);
});
