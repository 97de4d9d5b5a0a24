import { bound } from '../data/panel-data.ts';
import type { NamedSeries, PanelData } from '../data/panel-data.ts';
import type { TimeRange } from '../data/variables.ts';
import type { Box } from './box.ts';
import { axes, plotBox, xOf } from './plot.ts';
import { element, rectangle } from './svg.ts';
import type { Svg } from './svg.ts';
import { format } from './units.ts';

/** Columns at most: points of time that fall into one are drawn as one. */
const MOST_COLUMNS = 60;
/** Depths of color: fewer paths, and nobody sees more. */
const SHADES = 10;

/** Buckets over time, the fuller the darker. */
export function drawHeatmap({ panel, series }: PanelData, box: Box, range: TimeRange): Svg {
  const shownSeries = occupied(series);
  const { unit } = panel.fieldConfig.defaults;
  const labels = shownSeries.map((each) => (bound(each) === Infinity ? '∞' : format(bound(each), unit)));
  const plot = plotBox(box, labels);
  const height = plot.height / Math.max(shownSeries.length, 1);
  const every = Math.ceil(labels.length / Math.max(plot.height / 16, 1));
  const marks = labels.flatMap((label, index) =>
    index % every === 0 ? [{ y: plot.y + plot.height - (index + 1) * height, label }] : [],
  );
  return axes(plot, range, marks) + cells(shownSeries, plot, range);
}

/** Without the empty buckets at both ends, one of each left over. */
function occupied(series: readonly NamedSeries[]): readonly NamedSeries[] {
  const isUsed = ({ points }: NamedSeries) => points.some(([, value]) => value > 0);
  const first = series.findIndex(isUsed);
  return first === -1 ? series : series.slice(Math.max(first - 1, 0), series.findLastIndex(isUsed) + 2);
}

function cells(series: readonly NamedSeries[], plot: Box, range: TimeRange): Svg {
  const step = Math.max((range.to - range.from) / MOST_COLUMNS, range.step);
  const means = series.map(({ points }) => columnMeans(points, range.from, step));
  const fullest = Math.max(...means.flatMap((columns) => [...columns.values()]), Number.MIN_VALUE);
  const height = plot.height / Math.max(series.length, 1);
  const byShade = new Map<number, string>();
  for (const [row, columns] of means.entries()) {
    for (const [column, value] of columns) {
      // A root: single requests are to be seen beside thousands.
      const shade = Math.ceil(Math.sqrt(value / fullest) * SHADES);
      if (value < 0.5 || shade === 0) continue;
      const left = xOf(range.from + column * step, range, plot) + 0.5;
      const right = Math.min(xOf(range.from + (column + 1) * step, range, plot) - 0.5, plot.x + plot.width);
      const bottom = plot.y + plot.height - row * height - 0.5;
      const top = bottom - height + 1;
      const cell = rectangle(left, top, right - left, bottom - top);
      byShade.set(shade, (byShade.get(shade) ?? '') + cell);
    }
  }
  return [...byShade]
    .map(([shade, d]) => element('path', { d, style: `fill:var(--blue);fill-opacity:${shade / SHADES}` }))
    .join('');
}

/** The mean of the points of each column: those that have one more are not fuller for it. */
function columnMeans(points: NamedSeries['points'], from: number, step: number): ReadonlyMap<number, number> {
  const columns = new Map<number, number[]>();
  for (const [time, value] of points) {
    const column = Math.min(Math.floor((time - from) / step), MOST_COLUMNS - 1);
    columns.set(column, [...(columns.get(column) ?? []), Number.isNaN(value) ? 0 : value]);
  }
  return new Map(
    [...columns].map(
      ([column, all]) => [column, all.reduce((sum, each) => sum + each, 0) / all.length] as const,
    ),
  );
}
