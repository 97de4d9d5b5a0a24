import { lastValue } from '../data/panel-data.ts';
import type { NamedSeries, PanelData } from '../data/panel-data.ts';
import type { Panel } from '../data/dashboard-file.ts';
import { columns } from './box.ts';
import type { Box } from './box.ts';
import { shown } from './stat.ts';
import { element, line, shorten, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';
import { css, overrideColor } from './theme.ts';
import { format } from './units.ts';

/** Bars, lying or upright, the longest as long as there is room. */
export function drawBarGauge({ panel, series }: PanelData, box: Box): Svg {
  const longest = Math.max(...series.map((each) => lastValue(each) ?? 0), Number.MIN_VALUE);
  const draw = panel.options['orientation'] === 'vertical' ? upright : lying;
  return draw(panel, series, box, longest);
}

function lying(panel: Panel, series: readonly NamedSeries[], box: Box, longest: number): Svg {
  const pitch = Math.min(box.height / Math.max(series.length, 1), 34);
  const left = Math.min(Math.max(...series.map(({ name }) => widthOf(name, 12)), 20) + 10, box.width * 0.45);
  const right = 62;
  const room = box.width - left - right;
  return series
    .map((each, index) => {
      const value = lastValue(each) ?? 0;
      const [y, height] = [box.y + index * pitch, Math.min(pitch - 6, 22)];
      const middle = y + height / 2 + 4;
      const color = css(overrideColor(panel, each.name) ?? '') || shown(panel, value).color;
      const bar = { x: box.x + left, y, height, rx: 3 };
      return [
        line(shorten(each.name, left - 8), box.x + left - 8, middle, { anchor: 'end' }),
        element('rect', { ...bar, width: room, class: 'rest' }),
        element('rect', { ...bar, width: Math.max((value / longest) * room, 1), style: `fill:${color}` }),
        line(shown(panel, value).text, box.x + box.width, middle, {
          anchor: 'end',
          fill: color,
          weight: 600,
        }),
      ].join('');
    })
    .join('');
}

function upright(panel: Panel, series: readonly NamedSeries[], box: Box, longest: number): Svg {
  const places = columns(box, Math.max(series.length, 1), 4);
  const base = box.y + box.height - 18;
  const room = base - box.y - 14;
  return series
    .map((each, index) => {
      const { x, width } = places[index] ?? box;
      const value = lastValue(each) ?? 0;
      const height = (value / longest) * room;
      const { color } = shown(panel, value);
      const middle = x + width / 2;
      const figure = value >= 0.5 ? format(value, 'short', value < 1000 ? 0 : 1).replace(' ', '') : '';
      return [
        element('rect', { x, y: base - room, width, height: room, rx: 2, class: 'rest' }),
        element('rect', { x, y: base - height, width, height, rx: 2, style: `fill:${color}` }),
        line(figure, middle, base - height - 3, { size: 9.5, anchor: 'middle' }),
        line(each.name.replace('+Inf', '∞').replace(/^0\./, '.'), middle, base + 13, {
          size: 9.5,
          anchor: 'middle',
          as: 'faint',
        }),
      ].join('');
    })
    .join('');
}
