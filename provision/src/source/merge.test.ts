import { expect, test } from 'vitest';

import { placeOf, placeOfKey } from './document.ts';
import { mergeSources } from './merge.ts';
import { parseYaml } from './yaml.ts';

function read(file: string, text: string) {
  const { document } = parseYaml({ file, text });
  if (!document) throw new Error('the fixture is no YAML');
  return document;
}

const base = read(
  'lab.yml',
  'app: { host: a, port: 1 }\nreleases:\n  v1: { weight: 90 }\n  v2: { weight: 10 }\npaths: [a, b]\n',
);
const overlay = read('my.yml', '# mine\nreleases:\n  v1: { weight: 100 }\n  v2:\npaths: [c]\nnew: 1\n');
const merged = mergeSources(base, overlay);

test('maps are merged, lists and values replaced, null takes away', () => {
  expect(merged.value).toEqual({
    app: { host: 'a', port: 1 },
    releases: { v1: { weight: 100 } },
    paths: ['c'],
    new: 1,
  });
});

test('neither of the two is changed', () => {
  expect(base.value).toMatchObject({
    releases: { v1: { weight: 90 }, v2: { weight: 10 } },
    paths: ['a', 'b'],
  });
});

test.each<[string, PropertyKey[], string]>([
  ['a value that only the base has', ['app', 'port'], 'lab.yml:1:23'],
  ['a value that the overlay replaces', ['releases', 'v1', 'weight'], 'my.yml:3:17'],
  ['a new key', ['new'], 'my.yml:6:6'],
  ['a key that both lack, below one that both have', ['releases', 'v1', 'model'], 'my.yml:3:7'],
  ['a key that both lack, at the root', ['namespace'], 'lab.yml:1:1'],
])('%s', (_name, path, expected) => {
  const { file, position } = placeOf(merged, path);
  expect(`${file}:${position.line}:${position.column}`).toBe(expected);
});

test('an empty overlay changes nothing', () => {
  expect(mergeSources(base, read('my.yml', '# nothing\n')).value).toEqual(base.value);
});

test('a key called __proto__ is a key like others', () => {
  const odd = mergeSources(base, read('my.yml', '__proto__: { polluted: true }\n'));
  expect(Object.hasOwn(odd.value as object, '__proto__')).toBe(true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('keys have their places, too', () => {
  expect(placeOfKey(merged, ['releases', 'v1'])).toEqual({
    file: 'my.yml',
    position: { line: 3, column: 3 },
  });
});
