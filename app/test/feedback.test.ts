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
  modelService.behave = replying(204, undefined);
});
afterAll(async () => {
  await running[Symbol.asyncDispose]();
  await modelService[Symbol.asyncDispose]();
});

describe.each(['/agree', '/disagree'])('POST %s', (path) => {
  test('hands the vote on and answers 204', async () => {
    const body = { input: 'http://a.example', label: 'phishing', model: 'cnn@1.2.3' };

    const response = await request(running.app).post(path).send(body).expect(204);

    expect(response.text).toBe('');
    expect(modelService.seen.at(-1)).toMatchObject({ method: 'POST', path, text: JSON.stringify(body) });
  });

  test('takes an empty body, as clients of the original send it', async () => {
    await request(running.app).post(path).expect(204);

    const seen = modelService.seen.at(-1);
    expect(seen).toMatchObject({ path, text: '' });
    expect(seen?.headers).not.toHaveProperty('content-type');
  });

  test.each([
    [{ label: 'maybe' }, 422],
    [{ vote: 1 }, 422],
  ])('refuses %j', async (body, status) => {
    await request(running.app).post(path).send(body).expect(status);
  });

  test('GET is refused', async () => {
    await request(running.app).get(path).expect(405);
  });
});

async function feedbackLines(): Promise<readonly string[]> {
  const { text } = await request(running.app).get('/metrics');
  return text.split('\n').filter((line) => line.startsWith('feedback_total'));
}

test('counts votes on the model that answered; the word of a vote makes no series', async () => {
  modelService.behave = replying(200, PHISHING);
  await request(running.app).post('/predict').send({ input: 'a' }).expect(200);
  const before = await feedbackLines();
  expect(before).toHaveLength(4);

  modelService.behave = replying(204, undefined);
  await request(running.app).post('/agree').send({ model: 'cnn@1.2.3' }).expect(204);
  await request(running.app).post('/agree').expect(204);
  await request(running.app).post('/disagree').send({ model: 'cnn@9.9.9' }).expect(204);
  modelService.behave = replying(503, {});
  await request(running.app).post('/disagree').send({ model: 'cnn@1.2.3' }).expect(503);

  const value = (lines: readonly string[], labels: string): number =>
    Number(
      lines
        .find((line) => line.startsWith(`feedback_total{${labels}`))
        ?.split(' ')
        .at(-1),
    );
  const after = await feedbackLines();
  const gain = (labels: string): number => value(after, labels) - value(before, labels);
  expect(after).toHaveLength(4);
  expect(gain('vote="agree",model_version="1.2.3"')).toBe(2);
  expect(gain('vote="disagree",model_version="other"')).toBe(1);
  expect(gain('vote="disagree",model_version="1.2.3"')).toBe(0);
});
