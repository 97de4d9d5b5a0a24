import { lastValue } from '../data/panel-data.ts';
import type { NamedSeries, PanelData } from '../data/panel-data.ts';
import type { Panel } from '../data/dashboard-file.ts';
import type { TimeRange } from '../data/variables.ts';
import { columns, inset } from './box.ts';
import type { Box } from './box.ts';
import { xOf } from './plot.ts';
import { element, line, shorten, through, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';
import { css, stepColor } from './theme.ts';
import { format } from './units.ts';

/** Figures in large digits, side by side, each with how it came about below it where the panel says so. */
export function drawStat(data: PanelData, box: Box, range: TimeRange): Svg {
  const { panel, series } = data;
  const places = columns(box, Math.max(series.length, 1));
  if (series.length === 0) return figure(shown(panel, undefined), '', box, false);
  return series
    .map((each, index) => {
      const place = places[index] ?? box;
      const value = shown(panel, lastValue(each));
      const isFilled = panel.options['colorMode'] === 'background';
      const back = isFilled
        ? element('rect', { ...inset(place, -4, -2, -4, -6), rx: 4, style: `fill:${value.color}` })
        : '';
      const graph = panel.options['graphMode'] === 'area' ? sparkline(each, value.color, place, range) : '';
      const above = graph === '' ? place : { ...place, height: place.height * 0.72 };
      return back + graph + figure(value, series.length > 1 ? each.name : '', above, isFilled);
    })
    .join('');
}

interface Shown {
  readonly text: string;
  readonly color: string;
}

/** What a value is called, and its color: by the mappings, else by unit and steps. */
export function shown(panel: Panel, value: number | undefined): Shown {
  const { unit, decimals, mappings, noValue = 'No data' } = panel.fieldConfig.defaults;
  if (value === undefined || Number.isNaN(value)) return { text: noValue, color: css('quiet') };
  const mapped = mappings.map(({ options }) => options[String(value)]).find((each) => each !== undefined);
  return {
    text: mapped?.text ?? format(value, unit, decimals),
    color: mapped?.color === undefined ? stepColor(panel, value) : css(mapped.color),
  };
}

function figure({ text, color }: Shown, name: string, box: Box, isFilled: boolean): Svg {
  const most = name === '' ? 40 : 32;
  const size = Math.max(
    Math.min(most, box.height * 0.5, (box.width / Math.max(widthOf(text, 1), 1)) * 0.92),
    13,
  );
  const middle = box.x + box.width / 2;
  const y = box.y + box.height / 2 + size * 0.32;
  const fill = isFilled ? css('on') : color;
  const label =
    name === ''
      ? ''
      : line(shorten(name, box.width), middle, y - size, { anchor: 'middle', as: 'faint', size: 13 });
  return label + line(text, middle, y, { size, anchor: 'middle', fill, weight: 600 });
}

function sparkline({ points }: NamedSeries, color: string, box: Box, range: TimeRange): Svg {
  const values = points.filter(([, value]) => Number.isFinite(value));
  const high = Math.max(...values.map(([, value]) => value), Number.MIN_VALUE);
  const [base, height] = [box.y + box.height + 6, box.height * 0.45];
  const places = values.map(
    ([time, value]) => [xOf(time, range, box), base - (value / high) * height] as const,
  );
  const [first, last] = [places[0], places.at(-1)];
  if (!first || !last) return '';
  const closed = `${through([[first[0], base], ...places, [last[0], base]])}Z`;
  return (
    element('path', { d: closed, style: `fill:${color};fill-opacity:.12` }) +
    element('path', { d: through(places), class: 'line', style: `stroke:${color};stroke-opacity:.7` })
  );
}
