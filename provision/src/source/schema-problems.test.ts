import { expect, test } from 'vitest';
import { z } from 'zod';

import { checkSchema } from './schema-problems.ts';
import { parseYaml } from './yaml.ts';

const Schema = z.strictObject({
  name: z.string(),
  count: z.int().min(1).max(9),
  mode: z.enum(['fast', 'slow']).optional(),
  nested: z.strictObject({ max_tokens: z.number(), interval: z.string() }).optional(),
  named: z
    .record(z.string().regex(/^[a-z]+$/, 'names are letters'), z.strictObject({ weight: z.number() }))
    .optional(),
  either: z.union([z.literal(false), z.strictObject({ header: z.string() })]).optional(),
  list: z
    .array(z.strictObject({ path: z.string() }))
    .min(1)
    .optional(),
});

function check(text: string, schema: z.ZodType = Schema): string[] {
  const { document } = parseYaml({ file: 'a.yml', text });
  if (!document) throw new Error('the fixture is no YAML');
  return checkSchema(schema, document).problems.map(
    ({ code, position, message, hint }) =>
      `${position?.line}:${position?.column} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

test('a value that fits comes back', () => {
  const { document } = parseYaml({ file: 'a.yml', text: 'name: x\ncount: 2' });
  expect(document && checkSchema(Schema, document)).toEqual({ value: { name: 'x', count: 2 }, problems: [] });
});

test.each([
  [
    'an unknown key, at the key',
    'name: x\ncount: 1\nnmae: y',
    ['3:1 unknown-key unknown key `nmae` (did you mean `name`?)'],
  ],
  [
    'a mistyped key',
    'name: x\ncount: 1\nnested: { max_token: 1, interval: s }',
    [
      '3:1 missing-key `max_tokens` is missing here: expected a number',
      '3:11 unknown-key unknown key `max_token` (did you mean `max_tokens`?)',
    ],
  ],
  [
    'a key in another spelling',
    'name: x\ncount: 1\nnested: { maxTokens: 1, interval: s }',
    [
      '3:1 missing-key `max_tokens` is missing here: expected a number',
      '3:11 unknown-key unknown key `maxTokens` (did you mean `max_tokens`?)',
    ],
  ],
  [
    'a missing key, at what it is missing in',
    'count: 1',
    ['1:1 missing-key `name` is missing here: expected text'],
  ],
  [
    'a value of another type',
    'name: [x]\ncount: "1"',
    ['1:7 wrong-type expected text, this is a list', '2:8 wrong-type expected a number, this is "1"'],
  ],
  ['an empty value', 'name:\ncount: 1', ['1:6 wrong-type expected text, this is empty']],
  ['a number out of bounds', 'name: x\ncount: 0', ['2:8 bad-value must be at least 1, this is 0']],
  [
    'a word that is not on the list',
    'name: x\ncount: 1\nmode: fats',
    ['3:7 bad-value expected "fast" or "slow", this is "fats" (did you mean `fast`?)'],
  ],
  [
    'a key of a record, with our own words',
    'name: x\ncount: 1\nnamed: { A1: { weight: 1 } }',
    ['3:10 bad-value names are letters'],
  ],
  [
    'a union, where the writer meant the map',
    'name: x\ncount: 1\neither: { heder: x }',
    [
      '3:1 missing-key `header` is missing here: expected text',
      '3:11 unknown-key unknown key `heder` (did you mean `header`?)',
    ],
  ],
  [
    'a union, where nothing fits',
    'name: x\ncount: 1\neither: 3',
    ['3:9 wrong-type expected false or a map, this is 3'],
  ],
  [
    'an item of a list',
    'name: x\ncount: 1\nlist: [{ path: x }, { path: 1 }]',
    ['3:29 wrong-type expected text, this is 1'],
  ],
  ['a list without items', 'name: x\ncount: 1\nlist: []', ['3:7 bad-value must have at least 1 item']],
  ['something else than a map', '- a', ['1:1 wrong-type expected a map, this is a list']],
])('%s', (_name, text, problems) => {
  expect(check(text)).toEqual(problems);
});

test('a part of a document, with its own places', () => {
  const { document } = parseYaml({ file: 'a.yml', text: 'spec:\n  nmae: x\n' });
  const { problems } = document
    ? checkSchema(z.strictObject({ name: z.string() }), document, ['spec'])
    : { problems: [] };
  expect(problems.map(({ code, position }) => [code, position?.line, position?.column])).toEqual([
    ['missing-key', 1, 1],
    ['unknown-key', 2, 3],
  ]);
});
