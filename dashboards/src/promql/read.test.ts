import { expect, test } from 'vitest';

import { readPromql } from './read.ts';

test('metrics with their matchers, lengths of time and functions', () => {
  const { problems, selectors, groupLabels } = readPromql(
    'sum by (release, le) (rate(a_bucket{job="app", release=~"$release"}[$__rate_interval])) / on (release) max_over_time(b[5m]) + c',
  );
  expect(problems).toEqual([]);
  expect(selectors).toEqual([
    {
      metric: 'a_bucket',
      matchers: [
        { label: 'job', operator: '=', value: 'app' },
        { label: 'release', operator: '=~', value: '$release' },
      ],
      range: '$__rate_interval',
      call: 'rate',
    },
    { metric: 'b', matchers: [], range: '5m', call: 'max_over_time' },
    { metric: 'c', matchers: [], range: undefined, call: undefined },
  ]);
  expect(groupLabels).toEqual(['release', 'le', 'release']);
});

test.each<[string, readonly string[]]>([
  ['sum(a)', []],
  ['sum by (x) (a) / sum by (y) (b)', ['x']],
  ['histogram_quantile(0.9, sum by (le, x) (rate(a_bucket[5m])))', ['x']],
  ['topk(3, sum by (pod) (a))', ['pod']],
])('%s tells its series apart by %o', (expr, labels) => {
  expect(readPromql(expr).resultLabels).toEqual(labels);
});

test.each([
  'sum(a',
  'a{b}',
  'a{b="c"',
  'sum by (a',
  'rate(a[5m]',
  '1 +',
  'a b',
  'rate(a)',
  'sum(a[5m])',
  'a + b[5m]',
  'a[5m]',
  '',
])('is refused: %s', (expr) => {
  expect(readPromql(expr).problems).not.toEqual([]);
});
