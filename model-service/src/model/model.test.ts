import { canonicalize } from '@remla-lab/lib-ml';
import { describe, expect, test } from 'vitest';

import { EXAMPLE_URLS, tinyModelDirectory } from '../../test/tiny-model/directory.ts';
import { loadModel } from './model.ts';
import { selfTest } from './self-test.ts';

describe.each(['sequence', 'ngrams'] as const)('a model over %s', (kind) => {
  test('gives the same for a URL alone and in any batch', async () => {
    await using directory = await tinyModelDirectory({ kind });
    const model = await loadModel(directory.path);
    const urls = Array.from(
      { length: 40 },
      (_, index) => `${EXAMPLE_URLS[index % 6] ?? ''}${'x-'.repeat(index)}`,
    );

    const together = await model.predict(urls);

    const alone = await Promise.all(urls.map((url) => model.predict([url])));
    for (const [index, [probability]] of alone.entries()) {
      expect(together[index]).toBeCloseTo(probability ?? Number.NaN, 6);
    }
    expect(new Set(together).size).toBeGreaterThan(20);
    await model.close();
  });

  test('passes its self-test', async () => {
    await using directory = await tinyModelDirectory({ kind });
    const model = await loadModel(directory.path);

    await selfTest(model);

    expect(new Set(model.manifest.examples.map(({ label }) => label))).toEqual(
      new Set(['phishing', 'legitimate']),
    );
    await model.close();
  });

  test('takes what is empty, odd or over-long', async () => {
    await using directory = await tinyModelDirectory({ kind });
    const model = await loadModel(directory.path);

    const probabilities = await model.predict(['', ' ', 'http://', '\u{1f600}', '\ud800', 'a'.repeat(8192)]);

    expect([...probabilities].every((probability) => probability >= 0 && probability <= 1)).toBe(true);
    await model.close();
  });
});

test('the logit is the sum of the weights over the canonical form, divided by the temperature', async () => {
  await using directory = await tinyModelDirectory();
  const model = await loadModel(directory.path);

  const [probability = Number.NaN] = await model.predict(['https://www.a-1.test/']);

  expect(canonicalize('https://www.a-1.test/').text).toBe('a-1.test');
  const logit = 2 * 0.5 - 6 * 0.06;
  expect(probability).toBeCloseTo(1 / (1 + Math.exp(-logit / 1.25)), 6);
  await model.close();
});

test('an empty batch has no probabilities', async () => {
  await using directory = await tinyModelDirectory();
  const model = await loadModel(directory.path);

  expect(await model.predict([])).toEqual(new Float64Array(0));
  await model.close();
});
