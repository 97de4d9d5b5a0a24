import { expect, test } from 'vitest';

import { ANY_MATCH } from '../../routing/build/http-match.ts';
import { PRESENT } from '../../routing/schema/string-match.ts';
import type { StringTest } from '../../routing/schema/string-match.ts';
import type { RequestMatch } from '../../routing/table.ts';
import type { Route, VirtualHost } from '../../routing/view/proxy-view.ts';
import { compileMatch } from './matcher.ts';
import { readHead } from './request-head.ts';
import { createRouter } from './router.ts';

function head(target: string, ...headers: readonly string[]) {
  const read = readHead('GET', target, ['host', 'a.test', ...headers]);
  if (typeof read === 'string') throw new Error(read);
  return read;
}

function text(kind: StringTest['kind'], value: string, isCaseSensitive = true): StringTest {
  return { kind, value, isCaseSensitive };
}

function matches(match: Partial<RequestMatch>, ...request: Parameters<typeof head>): boolean {
  return compileMatch({ ...ANY_MATCH.request, ...match })(head(...request));
}

test.each<[StringTest, string, boolean]>([
  [text('prefix', '/a'), '/ab?x', true],
  [text('prefix', '/a'), '/A', false],
  [text('prefix', '/a', false), '/A', true],
  [text('exact', '/a'), '/a?x', true],
  [text('exact', '/a'), '/ab', false],
  [text('regex', '/[0-9]+'), '/12?x', true],
  [text('regex', '/[0-9]+'), '/12x', false],
  [text('regex', '/a', false), '/A', true],
])('path %j on %s: %s', (path, target, expected) => {
  expect(matches({ path }, target)).toBe(expected);
});

test.each<[StringTest, boolean, readonly string[], boolean]>([
  [text('exact', 'x'), false, ['n', 'x'], true],
  [text('exact', 'x'), false, [], false],
  [text('exact', 'x'), true, [], true],
  [text('exact', 'x'), true, ['n', 'x'], false],
  [text('prefix', 'x'), false, ['n', 'xy'], true],
  [text('suffix', 'y'), false, ['n', 'xy'], true],
  [text('contains', 'x'), false, ['n', 'axb'], true],
  [PRESENT, false, ['n', ''], true],
  [PRESENT, false, [], false],
  [PRESENT, true, [], true],
])('header %j, inverted %s, of %j: %s', (test_, isInverted, headers, expected) => {
  expect(matches({ headers: [{ name: 'n', test: test_, isInverted }] }, '/', ...headers)).toBe(expected);
});

test('of several values of a header one is enough', () => {
  const headers = [{ name: 'n', test: text('exact', 'x'), isInverted: false }];
  expect(matches({ headers }, '/', 'n', 'y', 'n', 'x')).toBe(true);
  expect(matches({ headers }, '/', 'n', 'y,x')).toBe(false);
});

test('query parameters are compared as they stand, the first of each name, and must all fit', () => {
  const queryParameters = [
    { name: 'q', test: text('exact', 'a%20b') },
    { name: 'r', test: PRESENT },
  ];
  expect(matches({ queryParameters }, '/?q=a%20b&r')).toBe(true);
  expect(matches({ queryParameters }, '/?q=a%20b&q=x&r=1')).toBe(true);
  for (const target of ['/?q=a%20b', '/?q=a+b&r', '/?q=x&q=a%20b&r', '/?Q=a%20b&r', '/q=a%20b&r', '/']) {
    expect(matches({ queryParameters }, target)).toBe(false);
  }
});

test('all parts of a match must fit', () => {
  const match = { path: text('prefix', '/a'), headers: [{ name: 'n', test: PRESENT, isInverted: false }] };
  expect(matches(match, '/a', 'n', '1')).toBe(true);
  expect(matches(match, '/a')).toBe(false);
  expect(matches(match, '/b', 'n', '1')).toBe(false);
});

function virtualHost(domain: string): VirtualHost {
  const rule = { name: domain } as Route['rule'];
  const route = { match: ANY_MATCH.request, isUnconditional: true, rule };
  return { host: domain, port: 80, domains: [domain], routes: [route], rule: undefined };
}

test.each([
  ['a.test', 'a.test'],
  ['b.a.test', '*.a.test'],
  ['c.b.a.test', '*.b.a.test'],
  ['other', '*'],
])('the host %s is that of %s', (host, expected) => {
  const router = createRouter(['*', '*.a.test', 'a.test', '*.b.a.test'].map(virtualHost), {});
  const read = readHead('GET', '/', ['host', host]);
  expect(typeof read === 'string' ? read : router(read)?.rule.name).toBe(expected);
});

test('an alias stands for a host that is there; nothing else is let in', () => {
  const router = createRouter([virtualHost('a.test')], { localhost: 'a.test' });
  const find = (host: string) => router({ ...head('/'), host })?.rule.name;
  expect(['a.test', 'localhost'].map(find)).toEqual(['a.test', 'a.test']);
  expect(['b.test', 'xa.test', 'constructor'].map(find)).toEqual([undefined, undefined, undefined]);
});
