import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { EXIT_CODES } from '../cli.ts';
import { MODULE_NAMES } from '../modules/registry.ts';
import { referencePages } from './pages.ts';

const pages = await referencePages();

test.each([...pages])('docs/%s is what the code says (npm run docs -w provision writes it)', (name, text) => {
  expect(readFileSync(new URL(`../../../docs/${name}`, import.meta.url), 'utf8')).toBe(text);
});

test('every module has a section, every argument a description', () => {
  const text = pages.get('modules.md') ?? '';
  expect(MODULE_NAMES.filter((name) => !text.includes(`\n## ${name}\n`))).toEqual([]);
  const rows = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.filter((row) => /\|\s+\|$/.test(row))).toEqual([]);
});

test('every exit code has a row', () => {
  const text = pages.get('cli.md') ?? '';
  expect(
    Object.values(EXIT_CODES).filter((code) => !text.includes(`\n| ${String(code).padEnd(4)} |`)),
  ).toEqual([]);
});
