import { describe, expect, test } from 'vitest';

import { placeOf, placeOfKey } from './document.ts';
import { parseYaml, parseYamlStream } from './yaml.ts';

const parse = (text: string) => parseYaml({ file: 'a.yml', text });
/** Codes with their places, which is what a user goes by. */
const found = (text: string) =>
  parse(text).problems.map(({ code, position }) => `${code} ${position?.line}:${position?.column}`);

describe('what is refused', () => {
  test.each([
    ['a template without quotes', 'a: {{ x }}\nb: 1', ['unquoted-template 1:4']],
    ['a template without quotes and text behind it', 'a: 1\nb: {{ x }}/y\nc: 2', ['unquoted-template 2:4']],
    ['a template deep in a flow map', 'a: {"b": {{c}}}', ['unquoted-template 1:10']],
    ['a tag that nobody knows', 'a: 1\nwhen: !x', ['unresolved-tag 2:7']],
    ['an alias without an anchor', 'a: *b', ['unresolved-alias 1:4']],
    ['an alias of what it stands in', 'a: &a [*a]', ['unresolved-alias 1:8']],
    ['a key that stands twice', 'a: 1\nb: 2\na: 3', ['duplicate-key 3:1']],
    ['a whole number that loses digits', 'a: 12345678901234567890', ['inexact-number 1:4']],
    ['a list as a key', '? [a]\n: 1', ['yaml-syntax 1:3']],
    ['a tab as indentation', 'a:\n\t- b', ['yaml-syntax 2:1']],
    ['two documents', 'a: 1\n---\nb: 2', ['document-count 3:1']],
    [
      'every mistake at once',
      'a: {{x}}\nb: !y\nc: *z',
      ['unquoted-template 1:4', 'unresolved-tag 2:4', 'unresolved-alias 3:4'],
    ],
  ])('%s', (_name, text, problems) => {
    expect(found(text)).toEqual(problems);
    expect(parse(text).document).toBeUndefined();
  });
});

test('YAML 1.2: yes and on are text, an unquoted 0644 is a decimal, keys are text', () => {
  expect(parse('a: yes\nb: on\nc: 0644\n200: x').document?.value).toEqual({
    a: 'yes',
    b: 'on',
    c: 644,
    '200': 'x',
  });
});

test('an empty file is a document with nothing in it, at the start', () => {
  const { document, problems } = parse('# nothing\n');
  expect([document?.value, problems]).toEqual([null, []]);
  expect(document && placeOf(document, ['a'])).toEqual({ file: 'a.yml', position: { line: 1, column: 1 } });
});

test('a stream gives each document that holds something', () => {
  const { documents } = parseYamlStream({ file: 'a.yml', text: '---\na: 1\n---\n---\nb: 2\n' });
  expect(documents.map(({ value }) => value)).toEqual([{ a: 1 }, { b: 2 }]);
});

describe('places', () => {
  const text =
    'first: 1\nmap:\n  key: [x, { deep: y }]\n  empty:\nanchor: &a { in: 1 }\nalias: *a\nlast: "z"';
  const document = parse(text).document;
  const at = (path: PropertyKey[]) => {
    if (!document) throw new Error('the fixture is broken');
    const [key, value] = [placeOfKey(document, path).position, placeOf(document, path).position];
    return `${key.line}:${key.column} ${value.line}:${value.column}`;
  };

  test.each<[string, PropertyKey[], string]>([
    ['the root', [], '1:1 1:1'],
    ['the first line', ['first'], '1:1 1:8'],
    ['a list', ['map', 'key'], '3:3 3:8'],
    ['an item, which has no key', ['map', 'key', 0], '3:9 3:9'],
    ['a key in an item', ['map', 'key', 1, 'deep'], '3:14 3:20'],
    ['a key without a value', ['map', 'empty'], '4:3 4:9'],
    ['through an alias', ['alias', 'in'], '5:14 5:18'],
    ['the last line, without a line break', ['last'], '7:1 7:7'],
    ['what is not there: the nearest thing above', ['map', 'no', 'such'], '2:1 3:3'],
  ])('%s', (_name, path, expected) => {
    expect(at(path)).toBe(expected);
  });
});
