import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { DashboardFile, Panel, readDashboard } from '../data/dashboard-file.ts';
import type { NamedSeries } from '../data/panel-data.ts';
import { DASHBOARDS } from '../picture.ts';
import { drawDashboard } from './dashboard.ts';
import { binaryTicks, clock, ticks, timeTicks } from './scale.ts';
import { escape, shorten, through } from './svg.ts';
import { seriesColors } from './theme.ts';
import { format } from './units.ts';
import { yAxis } from './y-axis.ts';

const RANGE = { from: 600, to: 1200, step: 60 };

test.each([
  [0.0004351, 's', undefined, '435 µs'],
  [0.4351, 's', 1, '435.1 ms'],
  [300, 's', undefined, '5 min'],
  [0.0125, 'percentunit', 2, '1.25%'],
  [12_258.3, 'locale', 0, '12,258'],
  [3_100, 'short', 1, '3.1 K'],
  [26.12, 'reqps', 1, '26.1 req/s'],
  [209_715_200, 'bytes', undefined, '200 MiB'],
  [Number.NaN, 's', undefined, '–'],
])('%d as %s', (value, unit, decimals, expected) => {
  expect(format(value, unit, decimals)).toBe(expected);
});

test('marks stand at round values', () => {
  expect(ticks(0, 43, 5)).toEqual([0, 10, 20, 30, 40]);
  expect(ticks(0, 0.0123, 4)).toEqual([0, 0.005, 0.01]);
  expect(binaryTicks(0, 2.2 * 2 ** 20, 4).map((each) => each / 2 ** 20)).toEqual([0, 1, 2]);
  expect(timeTicks(610, 1210, 5).map((time) => clock(time))).toEqual([
    '00:12',
    '00:14',
    '00:16',
    '00:18',
    '00:20',
  ]);
});

test('an axis holds all values and lines, and is no point where nothing happened', () => {
  const panel = (defaults: object) =>
    Panel.parse({ type: 'timeseries', gridPos: { x: 0, y: 0, w: 1, h: 1 }, fieldConfig: { defaults } });
  const axis = (defaults: object, values: number[], lines: number[] = []) => {
    const { from, to } = yAxis(panel(defaults), { values, lines, height: 100 });
    return [from, Number(to.toPrecision(6))];
  };
  expect(axis({}, [1, 10, NaN])).toEqual([0, 10.8]);
  expect(axis({}, [1], [4])).toEqual([0, 4.6]);
  expect(axis({ max: 1 }, [1])).toEqual([0, 1]);
  expect(axis({}, [-2, 1])).toEqual([-2, 1.08]);
  expect(axis({ unit: 'percentunit' }, [0])).toEqual([0, 0.01]);
});

test('a gap in a series is a gap in its line', () => {
  expect(through([[0, 1], [2, 3], undefined, [4, 5.04]])).toBe('M0 1L2 3M4 5');
});

test('what people write into labels is text', () => {
  expect(escape('<a href="x">&')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;');
  expect(shorten('Requests by release', 60)).toBe('Requests…');
});

test('series have the colors of their overrides, and no other series has them', () => {
  const overrides = [
    {
      matcher: { id: 'byRegexp', options: '/^v1\\b/' },
      properties: [{ id: 'color', value: { fixedColor: 'blue' } }],
    },
  ];
  const panel = Panel.parse({
    type: 'timeseries',
    gridPos: { x: 0, y: 0, w: 1, h: 1 },
    fieldConfig: { defaults: {}, overrides },
  });
  expect(seriesColors(panel, ['unknown', 'v1 lr', 'v12'])).toEqual([
    'var(--orange)',
    'var(--blue)',
    'var(--green)',
  ]);
});

/** Whether every element is closed, in its order. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, slash, name = '', rest = ''] of svg.matchAll(/<(\/?)([a-z]+)([^>]*)>/gi)) {
    if (slash === '/' && open.pop() !== name) return false;
    if (slash === '' && !rest.endsWith('/')) open.push(name);
  }
  return open.length === 0;
}

test.each(DASHBOARDS)('%s can be drawn: with data, and with none', (name) => {
  const dashboard = readDashboard(name);
  const series = (refId: string): NamedSeries[] =>
    ['0.1', '+Inf'].map((le) => ({
      name: `<${le}>`,
      refId,
      labels: { le, release: 'v1' },
      points: [
        [600, 1],
        [660, NaN],
        [720, 2.5],
        [1200, 0],
      ],
    }));
  for (const make of [series, () => []]) {
    const panels = dashboard.panels.map((panel) => ({
      panel,
      series: panel.targets.flatMap(({ refId }) => make(refId)),
      content: 'Words, **bold** and *not*.\n\n1. `one`\n   - & two',
    }));
    const svg = drawDashboard(dashboard, panels, RANGE);
    expect(isWellFormed(svg)).toBe(true);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  }
});

test('a kind of panel that it cannot draw is named', () => {
  const panel = Panel.parse({ type: 'geomap', title: 'Where', gridPos: { x: 0, y: 0, w: 24, h: 8 } });
  const dashboard = DashboardFile.parse({ title: 'A', panels: [], templating: { list: [] } });
  const data = { panel, content: '', series: [{ name: '', refId: 'A', labels: {}, points: [] }] };
  expect(() => drawDashboard(dashboard, [data], RANGE)).toThrow(
    '“Where”: no picture of a panel geomap can be drawn',
  );
});

test.each(DASHBOARDS)('docs/dashboards/%s.svg shows the panels of today: `npm run pictures`', (name) => {
  const file = new URL(`../../../../docs/dashboards/${name}.svg`, import.meta.url);
  const svg = readFileSync(file, 'utf8');
  const { panels } = readDashboard(name);
  const rows = panels.filter(({ type }) => type === 'row').map(({ title }) => escape(title));
  expect(rows.filter((title) => !svg.includes(title))).toEqual([]);
  // Of Platform, what needs a cluster is not there.
  const least = name === 'platform' ? panels.length / 2 : panels.length;
  expect(panels.filter(({ title }) => svg.includes(`>${escape(title)}<`)).length).toBeGreaterThanOrEqual(
    least,
  );
});
