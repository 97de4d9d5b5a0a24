import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { CHECK_NAMES } from './names.ts';

test('docs/verify.md has a row for each check, in their order', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'verify.md'), 'utf8');
  const [, table = ''] = page.split('## What it looks at');
  const [rows = ''] = table.split('\n## ');
  const names = [...rows.matchAll(/^\| ([a-z]+) +\|/gm)].map(([, name]) => name);
  expect(names.filter((name) => name !== 'check')).toEqual(CHECK_NAMES);
});
