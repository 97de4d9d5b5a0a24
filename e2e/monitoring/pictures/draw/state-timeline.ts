import type { NamedSeries, PanelData } from '../data/panel-data.ts';
import type { TimeRange } from '../data/variables.ts';
import type { Box } from './box.ts';
import { legend } from './legend.ts';
import { axes, plotBox, xOf } from './plot.ts';
import { shown } from './stat.ts';
import { element, line, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';
import { css } from './theme.ts';

/** A band for each series that changes its color with the value. */
export function drawStateTimeline({ panel, series }: PanelData, box: Box, range: TimeRange): Svg {
  const states = panel.fieldConfig.defaults.mappings.flatMap(({ options }) =>
    Object.values(options).map(({ text = '', color = 'blue' }) => ({ name: text, color: css(color) })),
  );
  const names = legend(states, box);
  const plot = plotBox(
    { ...box, height: box.height - names.height },
    series.map(({ name }) => name),
  );
  const pitch = plot.height / Math.max(series.length, 1);
  const bands = series.flatMap((each, index) =>
    runs(each).map(({ from, to, value }) => {
      const { text, color } = shown(panel, value);
      const left = xOf(from, range, plot);
      const width = Math.max(xOf(Math.min(to + range.step, range.to), range, plot) - left, 1);
      const y = plot.y + index * pitch + 3;
      const band = { x: left, y, width, height: pitch - 6, rx: 2, style: `fill:${color}` };
      const label =
        widthOf(text) + 8 < width
          ? line(text, left + width / 2, y + pitch / 2 + 1, { anchor: 'middle', as: 'on', weight: 600 })
          : '';
      return element('rect', band) + label;
    }),
  );
  const marks = series.map(({ name }, index) => ({ y: plot.y + (index + 0.5) * pitch, label: name }));
  return axes(plot, range, marks) + bands.join('') + names.svg;
}

function runs({ points }: NamedSeries): readonly { from: number; to: number; value: number }[] {
  const found: { from: number; to: number; value: number }[] = [];
  for (const [time, value] of points) {
    const last = found.at(-1);
    if (last && last.value === value) last.to = time;
    else found.push({ from: time, to: time, value });
  }
  // Each lasts until the next begins.
  return found.map((run, index) => ({ ...run, to: found[index + 1]?.from ?? run.to }));
}
