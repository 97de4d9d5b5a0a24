import { expect, test } from 'vitest';

import { Panel } from './dashboard-file.ts';
import { bound, lastValue } from './panel-data.ts';
import type { PanelData } from './panel-data.ts';
import { fillIn, seriesName, variablesOf } from './variables.ts';
import { withoutEmptySections } from './without-empty-sections.ts';

test('variables: All is what the dashboard says it is, Grafana’s own are there', () => {
  const variable = (name: string, value: string) => ({
    name,
    allValue: '.+',
    current: { text: value, value },
  });
  const list = [variable('release', '$__all'), variable('window', '15m')];
  const variables = variablesOf(
    { title: '', panels: [], templating: { list } },
    { from: 100, to: 400, step: 5 },
  );
  expect(fillIn('a{release=~"$release"}[$window] b[$__range] c[${__rate_interval}] $other', variables)).toBe(
    'a{release=~".+"}[15m] b[300s] c[1m] $other',
  );
});

test('a series is called what the legend says, and by its labels without one', () => {
  const labels = { release: 'v1', route: '/' };
  expect(seriesName('{{release}} {{ route }}', labels)).toBe('v1 /');
  expect(seriesName('{{release}} {{outcome}}', labels)).toBe('v1');
  expect(seriesName('', labels)).toBe('v1 /');
});

test('buckets have bounds, and a series ends with its last value that is one', () => {
  expect(['0.5', '+Inf'].map((le) => bound({ labels: { le } }))).toEqual([0.5, Infinity]);
  expect(
    lastValue({
      points: [
        [0, 1],
        [5, 2],
        [10, NaN],
      ],
    }),
  ).toBe(2);
  expect(lastValue({ points: [[0, NaN]] })).toBeUndefined();
});

const at = (type: string, y: number, h: number, isAnswered = true): PanelData => ({
  panel: Panel.parse({ type, title: `${type} ${y}`, gridPos: { x: 0, y, w: 24, h } }),
  series: isAnswered ? [{ name: '', refId: 'A', labels: {}, points: [[0, 1]] }] : [],
  content: '',
});

test('a section without an answer is its heading only, and the next one moves up', () => {
  const panels = [
    at('row', 0, 1),
    at('stat', 1, 4),
    at('row', 5, 1),
    at('table', 6, 8, false),
    at('stat', 14, 8, false),
    at('row', 22, 1),
    at('stat', 23, 4),
    at('gauge', 27, 4, false),
  ];
  const kept = withoutEmptySections(panels).map(({ panel: { title, gridPos } }) => [title, gridPos.y]);
  expect(kept).toEqual([
    ['row 0', 0],
    ['stat 1', 1],
    ['row 5: on a cluster', 5],
    ['row 22', 6],
    ['stat 23', 7],
    ['gauge 27', 11],
  ]);
});
