import { expect, test } from 'vitest';

import { tinyModelDirectory } from '../../test/tiny-model/directory.ts';
import type { Model } from '../model/model.ts';
import { loadModel } from '../model/model.ts';
import { gatherRuns } from './gather.ts';

/** A model whose runs end when the test says so. */
function slowModel(): { model: Model; runs: { urls: readonly string[]; end: (error?: Error) => void }[] } {
  const runs: { urls: readonly string[]; end: (error?: Error) => void }[] = [];
  const score: Model['score'] = (urls) =>
    new Promise((resolve, reject) => {
      const probabilities = Float64Array.from(urls, (url) => Number(url));
      const end = (error?: Error): void =>
        error === undefined ? resolve({ probabilities, preprocessMs: 1, runMs: 2 }) : reject(error);
      runs.push({ urls, end });
    });
  return { model: { score } as Model, runs };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('the first runs at once and alone, what comes meanwhile shares runs of four', async () => {
  const { model, runs } = slowModel();
  const one = gatherRuns(model, { limit: 100, now: () => runs.length });
  const results = ['0', '0.1', '0.2', '0.3', '0.4', '0.5'].map(one);

  expect(runs.map(({ urls }) => urls)).toEqual([['0']]);
  for (let run = 0; run < 3; run += 1) {
    runs[run]?.end();
    await turn();
  }

  expect(runs.map(({ urls }) => urls)).toEqual([['0'], ['0.1', '0.2', '0.3', '0.4'], ['0.5']]);
  const scores = await Promise.all(results);
  expect(scores.map(({ probabilities }) => probabilities[0])).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  expect(scores.map(({ queueMs }) => queueMs)).toEqual([0, 0, 0, 0, 0, 1]);
});

test('a run that fails fails its members alone', async () => {
  const { model, runs } = slowModel();
  const one = gatherRuns(model, { limit: 100, now: () => 0 });
  const first = one('1').catch((error: Error) => error.message);
  const second = one('0.5');

  runs[0]?.end(new Error('broken'));
  await turn();
  runs[1]?.end();

  expect(await first).toBe('broken');
  expect((await second).probabilities[0]).toBe(0.5);
});

test('more than the limit at once are refused; room comes back', async () => {
  const { model, runs } = slowModel();
  const one = gatherRuns(model, { limit: 2, now: () => 0 });
  const two = [one('0.1'), one('0.2')];

  await expect(one('0.3')).rejects.toMatchObject({ code: 'queue-full' });
  for (const index of [0, 1]) {
    runs[index]?.end();
    await turn();
  }
  await Promise.all(two);
  void one('0.4');

  expect(runs.at(-1)?.urls).toEqual(['0.4']);
});

test.each(['sequence', 'ngrams'] as const)('%s: together or alone, the same', async (kind) => {
  await using directory = await tinyModelDirectory({ kind });
  const model = await loadModel(directory.path);
  const one = gatherRuns(model, { limit: 100, now: () => 0 });
  const urls = Array.from({ length: 13 }, (_, index) => `http://a${index}.test/${'x-1'.repeat(index)}`);

  const together = await Promise.all(urls.map(one));

  const alone = await Promise.all(urls.map((url) => model.predict([url])));
  for (const [index, { probabilities }] of together.entries()) {
    expect(probabilities[0]).toBeCloseTo(alone[index]?.[0] ?? Number.NaN, 6);
  }
  await model.close();
});
