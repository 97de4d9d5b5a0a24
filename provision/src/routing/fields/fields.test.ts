import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { parseYaml } from '../../source/yaml.ts';
import { placesOf } from './field.ts';
import { REFUSED } from './refused.ts';
import { WITHOUT_MEANING } from './without-meaning.ts';

const README = readFileSync(join(import.meta.dirname, '../../../../kubernetes/README.md'), 'utf8');

test('a field is found wherever its path leads, `*` standing for keys and items', () => {
  const text = 'spec:\n  a: [{ b: 1 }, { c: 2 }, { b: 3 }]\n  d: { x: { b: 4 } }\n';
  const { document } = parseYaml({ file: 'x.yml', text });
  const places = (path: string) =>
    document && placesOf({ kind: 'Gateway', path, reason: '' }, document).map((place) => place.join('.'));
  expect(places('spec.a.*.b')).toEqual(['spec.a.0.b', 'spec.a.2.b']);
  expect(places('spec.d.*.b')).toEqual(['spec.d.x.b']);
  expect(places('spec.nothing.*')).toEqual([]);
  expect(places('spec.a.b')).toEqual([]);
});

describe.each([
  ['without meaning', WITHOUT_MEANING],
  ['refused', REFUSED],
])('the fields %s', (_name, fields) => {
  test('stand in the documentation, each with its reason', () => {
    const missing = fields.filter(
      ({ kind, path, reason }) => !README.includes(`| ${kind} | \`${path}\` | ${reason} |`),
    );
    expect(missing).toEqual([]);
  });

  test('stand there once', () => {
    const names = fields.map(({ kind, path }) => `${kind} ${path}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('no field is on both lists', () => {
  const names = (fields: typeof REFUSED) => fields.map(({ kind, path }) => `${kind} ${path}`);
  expect(names(REFUSED).filter((name) => names(WITHOUT_MEANING).includes(name))).toEqual([]);
});
