import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { modelDirectory } from './model-directory.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const above = fileURLToPath(new URL('..', import.meta.url));

test.each([
  ['model', above, `${here}model`],
  ['src/model', above, `${above}src/model`],
  ['src/model', undefined, `${here}src/model`],
  ['nowhere', above, `${here}nowhere`],
  [`${above}src/model`, undefined, `${above}src/model`],
])('%s, typed in %s', (text, initialCwd, expected) => {
  expect(modelDirectory(text, { cwd: here, initialCwd })).toBe(expected);
});
