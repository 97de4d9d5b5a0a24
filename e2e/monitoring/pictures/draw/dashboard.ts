import type { DashboardFile, Panel } from '../data/dashboard-file.ts';
import type { PanelData } from '../data/panel-data.ts';
import type { TimeRange } from '../data/variables.ts';
import { drawBarGauge } from './bar-gauge.ts';
import { inset } from './box.ts';
import type { Box } from './box.ts';
import { drawGauge } from './gauge.ts';
import { drawHeatmap } from './heatmap.ts';
import { clock } from './scale.ts';
import { drawStat } from './stat.ts';
import { drawStateTimeline } from './state-timeline.ts';
import { element, escape, line, shorten, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';
import { drawTable } from './table.ts';
import { drawText } from './text.ts';
import { styleSheet } from './theme.ts';
import { drawTimeSeries } from './time-series.ts';

const WIDTH = 1120;
const MARGIN = 12;
const GAP = 8;
const COLUMNS = 24;
/** The height of a unit of Grafana's grid, the gap below it included. */
const UNIT = 38;
const HEAD = 48;

type Draw = (data: PanelData, box: Box, range: TimeRange) => Svg;

const KINDS: Readonly<Record<string, Draw>> = {
  bargauge: drawBarGauge,
  gauge: drawGauge,
  heatmap: drawHeatmap,
  stat: drawStat,
  'state-timeline': drawStateTimeline,
  table: drawTable,
  text: drawText,
  timeseries: drawTimeSeries,
};

/** A whole dashboard as an SVG document, as it looked over a time range. @throws {Error} for a kind of panel that it cannot draw */
export function drawDashboard(dashboard: DashboardFile, panels: readonly PanelData[], range: TimeRange): Svg {
  const bottom = Math.max(...panels.map(({ panel: { gridPos } }) => gridPos.y + gridPos.h));
  const height = HEAD + bottom * UNIT + MARGIN;
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${WIDTH} ${height}`,
      width: WIDTH,
      height,
      role: 'img',
    },
    element('title', {}, escape(`Grafana dashboard ${dashboard.title}`)),
    `<style>${styleSheet()}</style>`,
    element('rect', { width: WIDTH, height, rx: 8, class: 'page' }),
    head(dashboard, range),
    ...panels.map((data) => (data.panel.type === 'row' ? rowHeading(data.panel) : card(data, range))),
  )}\n`;
}

function head({ title, templating }: DashboardFile, range: TimeRange): Svg {
  const parts: Svg[] = [line(title, MARGIN + 4, 31, { size: 17, weight: 600 })];
  let x = MARGIN + widthOf(title, 17) + 30;
  for (const { name, label = name, current } of templating.list) {
    parts.push(line(label, x, 30, { as: 'faint' }));
    x += widthOf(label) + 8;
    const width = widthOf(current.text) + 18;
    parts.push(
      element('rect', { x, y: 15, width, height: 22, rx: 3, class: 'card' }),
      line(current.text, x + 9, 30),
    );
    x += width + 16;
  }
  const time = `${clock(range.from, { hasSeconds: true })} – ${clock(range.to, { hasSeconds: true })} UTC`;
  parts.push(line(time, WIDTH - MARGIN - 4, 30, { anchor: 'end', as: 'faint' }));
  return parts.join('');
}

function place({ gridPos: { x, y, w, h } }: Panel): Box {
  const column = (WIDTH - 2 * MARGIN + GAP) / COLUMNS;
  return { x: MARGIN + x * column, y: HEAD + y * UNIT, width: w * column - GAP, height: h * UNIT - GAP };
}

function rowHeading(panel: Panel): Svg {
  const { x, y } = place(panel);
  return line(panel.title, x + 4, y + 21, { size: 14, weight: 600 });
}

function card(data: PanelData, range: TimeRange): Svg {
  const { panel, series } = data;
  const box = place(panel);
  const draw = KINDS[panel.type];
  if (!draw) throw new Error(`“${panel.title}”: no picture of a panel ${panel.type} can be drawn`);
  const inside = inset(box, 10, 32, 10, 8);
  const { noValue } = panel.fieldConfig.defaults;
  const isEmpty = series.length === 0 && panel.type !== 'text' && panel.type !== 'table';
  const body = isEmpty
    ? line(noValue ?? 'No data', box.x + box.width / 2, box.y + box.height / 2 + 8, {
        anchor: 'middle',
        as: 'faint',
      })
    : draw(data, inside, range);
  return [
    element('rect', { ...box, rx: 4, class: 'card' }),
    line(shorten(panel.title, box.width - 16, 12.5), box.x + 10, box.y + 20, { size: 12.5, weight: 600 }),
    body,
  ].join('');
}
