import { lastValue } from '../data/panel-data.ts';
import type { PanelData } from '../data/panel-data.ts';
import type { Panel } from '../data/dashboard-file.ts';
import { columns } from './box.ts';
import type { Box } from './box.ts';
import { shown } from './stat.ts';
import { element, line, shorten, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';
import { css } from './theme.ts';

/** From where to where a dial goes, in degrees: 0 is to the right, up is negative. */
const [FROM, TO] = [-210, 30];

/** A dial for each series. */
export function drawGauge({ panel, series }: PanelData, box: Box): Svg {
  const places = columns(box, Math.max(series.length, 1));
  if (series.length === 0) return dial(panel, undefined, '', box);
  const hasNames = series.length > 1;
  return series
    .map((each, index) => dial(panel, lastValue(each), hasNames ? each.name : '', places[index] ?? box))
    .join('');
}

function dial(panel: Panel, value: number | undefined, name: string, box: Box): Svg {
  const { min = 0, max = 1, thresholds } = panel.fieldConfig.defaults;
  const radius = Math.max(Math.min(box.width / 2 - 4, (box.height - (name === '' ? 4 : 22)) / 1.55), 10);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2 + radius * 0.24 - (name === '' ? 0 : 8)];
  const thickness = radius * 0.22;
  const part = (each: number) => Math.min(Math.max((each - min) / (max - min), 0), 1);
  const arc = (from: number, to: number, at: number, width: number, color: string | undefined) => {
    const angle = (each: number) => ((FROM + part(each) * (TO - FROM)) * Math.PI) / 180;
    const point = (each: number) =>
      `${(x + at * Math.cos(angle(each))).toFixed(1)} ${(y + at * Math.sin(angle(each))).toFixed(1)}`;
    const isLong = (part(to) - part(from)) * (TO - FROM) > 180 ? 1 : 0;
    return element('path', {
      d: `M${point(from)}A${at.toFixed(1)} ${at.toFixed(1)} 0 ${isLong} 1 ${point(to)}`,
      fill: 'none',
      style: `stroke:${color ?? 'var(--grid)'};stroke-width:${width.toFixed(1)}`,
    });
  };
  const ring = thresholds.steps.map(({ value: from, color }, index) => {
    const next = thresholds.steps[index + 1]?.value ?? max;
    return arc(from ?? min, next, radius - 1, 3, css(color));
  });
  const { text, color } = shown(panel, value);
  const inner = radius - 5 - thickness / 2;
  const hasValue = value !== undefined && !Number.isNaN(value);
  const size = Math.min(radius * 0.42, (inner * 1.5) / widthOf(text, 1));
  return [
    arc(min, max, inner, thickness, undefined),
    hasValue && part(value) > 0 ? arc(min, value, inner, thickness, color) : '',
    ...ring,
    line(text, x, y + size * 0.3, { size, anchor: 'middle', fill: color, weight: 600 }),
    name === ''
      ? ''
      : line(shorten(name, box.width), x, y + radius * 0.5 + 20, { anchor: 'middle', as: 'faint' }),
  ].join('');
}
