import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { errorsPage } from './errors-page.ts';

test('docs/errors.md has a row for every code', () => {
  const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

  expect(page, 'write it again: node e2e/reference/write.ts').toBe(errorsPage());
});
