import type { NamedSeries, PanelData } from '../data/panel-data.ts';
import type { TimeRange } from '../data/variables.ts';
import type { Box } from './box.ts';
import { legend } from './legend.ts';
import { axes, plotBox, xOf } from './plot.ts';
import { element, rectangle, through } from './svg.ts';
import type { Svg } from './svg.ts';
import { css, seriesColors } from './theme.ts';
import { yAxis } from './y-axis.ts';

/** A series with what lies below it where series are stacked. */
interface Layer {
  readonly series: NamedSeries;
  readonly color: string;
  readonly tops: readonly (readonly [time: number, bottom: number, top: number])[];
}

/** Lines, areas or bars over time, with the legend below. */
export function drawTimeSeries({ panel, series }: PanelData, box: Box, range: TimeRange): Svg {
  const { custom, thresholds } = panel.fieldConfig.defaults;
  const colors = seriesColors(
    panel,
    series.map(({ name }) => name),
  );
  const layers = layersOf(series, colors, { isStacked: custom.stacking.mode === 'normal' });
  const items = layers.map(({ series: { name }, color }) => ({ name, color }));
  const names = legend(items, box);
  const upper = { ...box, height: box.height - names.height };
  const steps =
    custom.thresholdsStyle.mode === 'off' ? [] : thresholds.steps.filter(({ value }) => value !== null);
  const { from, to, marks } = yAxis(panel, {
    values: layers.flatMap(({ tops }) => tops.map(([, , top]) => top)),
    lines: steps.map(({ value }) => value ?? 0),
    height: upper.height,
  });
  const plot = plotBox(
    upper,
    marks.map(({ label }) => label),
  );
  const yOf = (value: number) => plot.y + plot.height - ((value - from) / (to - from)) * plot.height;
  const drawn = layers.map((layer) =>
    custom.drawStyle === 'bars'
      ? bars(layer, plot, range, yOf)
      : area(layer, plot, range, yOf, custom.fillOpacity / 100),
  );
  const limits = steps.map(({ value, color }) =>
    element('line', {
      x1: plot.x,
      x2: plot.x + plot.width,
      y1: yOf(value ?? 0),
      y2: yOf(value ?? 0),
      'stroke-dasharray': '6 4',
      style: `stroke:${css(color)};stroke-width:1.5`,
    }),
  );
  const places = marks.map(({ value, label }) => ({ y: yOf(value), label }));
  return [axes(plot, range, places), ...drawn, ...limits, names.svg].join('');
}

function layersOf(
  series: readonly NamedSeries[],
  colors: readonly string[],
  { isStacked }: { readonly isStacked: boolean },
): readonly Layer[] {
  const sums = new Map<number, number>();
  return series.map((each, index) => {
    const tops = each.points.map(([time, value]) => {
      if (!isStacked) return [time, 0, value] as const;
      const bottom = sums.get(time) ?? 0;
      const top = bottom + (Number.isNaN(value) ? 0 : value);
      sums.set(time, top);
      return [time, bottom, top] as const;
    });
    return { series: each, color: colors[index] ?? '', tops };
  });
}

type Scale = (value: number) => number;

function area({ tops, color }: Layer, plot: Box, range: TimeRange, yOf: Scale, opacity: number): Svg {
  const parts = unbroken(tops, range.step);
  const line = parts
    .map((part) => through(part.map(([time, , top]) => [xOf(time, range, plot), yOf(top)])))
    .join('');
  const fill = parts
    .map((part) => {
      const there = part.map(([time, , top]) => [xOf(time, range, plot), yOf(top)] as const);
      const back = part.toReversed().map(([time, bottom]) => [xOf(time, range, plot), yOf(bottom)] as const);
      return `${through([...there, ...back])}Z`;
    })
    .join('');
  return (
    element('path', { d: fill, style: `fill:${color};fill-opacity:${opacity}` }) +
    element('path', { d: line, class: 'line', style: `stroke:${color}` })
  );
}

function bars({ tops, color }: Layer, plot: Box, range: TimeRange, yOf: Scale): Svg {
  const width = Math.max((range.step / (range.to - range.from)) * plot.width - 1, 0.8);
  const d = tops
    .filter(([, bottom, top]) => top > bottom)
    .map(([time, bottom, top]) => {
      const x = Math.min(xOf(time, range, plot), plot.x + plot.width - width);
      return rectangle(x, yOf(top), width, yOf(bottom) - yOf(top));
    });
  return element('path', { d: d.join(''), style: `fill:${color};fill-opacity:.85` });
}

/** Runs of points without a gap: NaN and steps that are missing end one. */
function unbroken(tops: Layer['tops'], step: number): readonly Layer['tops'][] {
  const parts: (readonly [number, number, number])[][] = [];
  let lastTime = -Infinity;
  for (const point of tops) {
    if (!Number.isFinite(point[2])) continue;
    if (point[0] - lastTime > step * 1.5) parts.push([]);
    parts.at(-1)?.push(point);
    lastTime = point[0];
  }
  return parts;
}
