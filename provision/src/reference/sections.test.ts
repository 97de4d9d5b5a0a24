import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { EXIT_CODES } from '../cli.ts';
import { ERROR_CODES } from '../errors.ts';
import { fillSections, readmeSections } from './sections.ts';
import { table } from './table.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the tables of the README are those of the code (npm run docs -w provision writes them)', () => {
  expect(fillSections(README, readmeSections())).toBe(README);
});

test('the README has a row for each exit code, and troubleshooting for each error', () => {
  const codes = Object.values(EXIT_CODES).map((code) => `| ${String(code).padEnd(4)} |`);
  expect(codes.filter((code) => !README.includes(code))).toEqual([]);
  expect(Object.keys(ERROR_CODES).filter((code) => !README.includes(`\`${code}\``))).toEqual([]);
});

test('a section without its marks is not passed over', () => {
  expect(() => fillSections('nothing', new Map([['a', 'b']]))).toThrow(RangeError);
});

test('tables are padded, and a bar in a cell ends no column', () => {
  expect(table(['a', 'bbbb'], [['x|y', 'z']])).toBe('| a    | bbbb |\n| ---- | ---- |\n| x\\|y | z    |');
});
