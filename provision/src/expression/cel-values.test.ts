import {
  array,
  assert,
  boolean,
  constant,
  dictionary,
  double,
  integer,
  letrec,
  oneof,
  property,
  string,
} from 'fast-check';
import type { Arbitrary } from 'fast-check';
import { expect, test } from 'vitest';

import { fromCel, toCel } from './cel-values.ts';
import { Version, parseVersion } from './version.ts';

const { value: VALUES } = letrec<{ value: unknown }>((tie) => ({
  value: oneof(
    { maxDepth: 3 },
    string(),
    integer(),
    double({ noNaN: true }),
    boolean(),
    constant(null),
    array(tie('value'), { maxLength: 3 }),
    dictionary(oneof(string(), constant('constructor')), tie('value'), { maxKeys: 3 }) as Arbitrary<unknown>,
  ),
}));

test('whatever YAML or JSON holds comes back as it was', () => {
  assert(
    property(VALUES, (value) => {
      // A negative zero is a whole number, and those have no sign of their own.
      expect(JSON.stringify(fromCel(toCel(value)))).toBe(JSON.stringify(value));
    }),
  );
});

test('whole numbers are int, all others double', () => {
  expect([toCel(1), toCel(-0.5), toCel(2 ** 53), toCel([1])]).toEqual([1n, -0.5, 2 ** 53, [1n]]);
});

test('what has no form outside of conditions is undefined', () => {
  expect([parseVersion('1.2'), Symbol('x'), () => 1].map(fromCel)).toEqual([undefined, undefined, undefined]);
  expect(parseVersion('1.2')).toBeInstanceOf(Version);
});
