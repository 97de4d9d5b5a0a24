import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { loadModel } from './model.ts';
import { selfTest } from './self-test.ts';

const MODELS = fileURLToPath(new URL('../../models/', import.meta.url));
const names = readdirSync(MODELS).filter((name) => existsSync(`${MODELS}${name}/manifest.json`));

test('the models that are released stand here', () => {
  expect(names.sort()).toEqual(['cnn', 'lr']);
});

test.each(names)('%s is what its manifest says and passes its self-test', async (name) => {
  const model = await loadModel(`${MODELS}${name}`);

  await selfTest(model);

  expect(model.manifest.name).toBe(name);
  expect(new Set(model.manifest.examples.map(({ label }) => label))).toEqual(
    new Set(['phishing', 'legitimate']),
  );
  await model.close();
});
