import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { Configuration } from './configuration.ts';
import { operations } from './http/operations.ts';
import { modelErrorCodes } from './model/model-error.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test('the README lists every variable', () => {
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` /gm)].map(([, name]) => name);

  expect(new Set(rows)).toEqual(new Set(Object.keys(Configuration.shape)));
});

test('the README lists every code of a model that cannot be served, with its meaning', () => {
  const rows = [...readme.matchAll(/^\| `([a-z-]+)` +\| ([^|]*?) +\|$/gm)].map(([, code, meaning]) => [
    code,
    meaning,
  ]);

  expect(Object.fromEntries(rows.filter(([code = '']) => code in modelErrorCodes))).toEqual(modelErrorCodes);
});

test('the README names every endpoint', () => {
  const lastParts = operations.map(({ path }) => path.split('/').at(-1) ?? '');

  expect(lastParts.filter((part) => !readme.includes(`/${part}`))).toEqual([]);
});
