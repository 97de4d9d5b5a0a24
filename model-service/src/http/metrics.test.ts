import request from 'supertest';
import { expect, test } from 'vitest';

import { runningApp } from '../../test/running-app.ts';
import type { RunningApp } from '../../test/running-app.ts';

async function series({ app }: RunningApp): Promise<readonly string[]> {
  const { text } = await request(app).get('/metrics').expect(200);
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const withoutValues = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replace(/ \S+$/, ''));

test('every name and label of the design, all with the release', async () => {
  await using running = await runningApp();
  const agent = request(running.app);
  await agent.post('/predict').send({ input: 'https://www.example.com/about' });
  await agent.post('/api/v1/predict').send({ urls: ['a-0-1-2-3-4-5-6', 'b'] });
  await agent.post('/agree').send({ model: 'tiny-sequence@1.2.3' });
  await agent.post('/disagree');
  await agent.post('/disagree').send({ model: 'somebody-else@9' });

  const lines = await series(running);

  expect(lines).toEqual(
    expect.arrayContaining([
      'http_requests_total{route="/predict",method="POST",status="200",release="v9"} 1',
      'http_requests_total{route="/disagree",method="POST",status="204",release="v9"} 2',
      'http_request_duration_seconds_count{release="v9",route="/predict"} 1',
      'requests_in_flight{release="v9"} 1',
      'predictions_total{label="phishing",model="tiny-sequence",model_version="1.2.3",release="v9"} 1',
      'predictions_total{label="legitimate",model="tiny-sequence",model_version="1.2.3",release="v9"} 2',
      'predict_duration_seconds_count{release="v9",stage="preprocess"} 2',
      'predict_duration_seconds_count{release="v9",stage="queue"} 2',
      'predict_duration_seconds_count{release="v9",stage="run"} 2',
      'prediction_score_count{release="v9",model="tiny-sequence"} 3',
      'feedback_total{vote="agree",model_version="1.2.3",release="v9"} 1',
      'feedback_total{vote="disagree",model_version="1.2.3",release="v9"} 1',
      'feedback_total{vote="disagree",model_version="other",release="v9"} 1',
      'queue_depth{release="v9"} 0',
      'build_info{version="0.1.0",commit="c0ffee",release="v9"} 1',
    ]),
  );
  expect(lines.filter((line) => !line.includes('release="v9"'))).toEqual([]);
});

test('10,000 random paths, and all sorts of methods, add no series', async () => {
  await using running = await runningApp();
  const server = running.app.listen(0, '127.0.0.1');
  const agent = request.agent(server).retry(0);
  await agent.get('/metrics');
  const before = withoutValues(await series(running));
  const methods = ['get', 'post', 'put', 'delete', 'patch', 'options', 'search', 'propfind'] as const;

  for (let batch = 0; batch < 100; batch += 1) {
    const answers = Array.from({ length: 100 }, (_, index) => {
      const path = `/${(batch * 100 + index).toString(36)}/PREDICT/${index % 7 === 0 ? '%zz' : 'x'}`;
      const method = methods[index % methods.length] ?? 'get';
      return agent[method](path);
    });
    for (const { status } of await Promise.all(answers)) expect(status).toBe(404);
  }

  expect(withoutValues(await series(running))).toEqual(before);
  await new Promise((resolve) => server.close(resolve));
});

test('buckets tell a fifth of a millisecond from a half', async () => {
  await using running = await runningApp();

  const lines = await series(running);

  for (const le of ['0.00025', '0.0005']) {
    expect(lines).toContain(`predict_duration_seconds_bucket{le="${le}",release="v9",stage="run"} 0`);
  }
});
