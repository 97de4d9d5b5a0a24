import type { TimeRange } from '../data/variables.ts';
import type { Box } from './box.ts';
import { clock, timeTicks } from './scale.ts';
import { element, line, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';

/** A mark at the left of a plot: where, and what stands beside it. */
export interface YMark {
  readonly y: number;
  readonly label: string;
}

/** The inside of a plot with an axis of times below and marks at the left: as much as the widest mark leaves. */
export function plotBox(box: Box, labels: readonly string[]): Box {
  const left = Math.max(...labels.map((label) => widthOf(label, 11)), 20) + 8;
  return { x: box.x + left, y: box.y + 6, width: box.width - left - 8, height: box.height - 28 };
}

/** Where a time lies. */
export function xOf(time: number, { from, to }: TimeRange, box: Box): number {
  return box.x + ((time - from) / (to - from)) * box.width;
}

/** The lines and labels of both axes. */
export function axes(box: Box, range: TimeRange, marks: readonly YMark[]): Svg {
  const horizontal = marks.map(
    ({ y, label }) =>
      element('line', { x1: box.x, x2: box.x + box.width, y1: y, y2: y, class: 'grid' }) +
      line(label, box.x - 6, y + 4, { size: 11, anchor: 'end', as: 'faint' }),
  );
  const vertical = timeTicks(range.from, range.to, Math.floor(box.width / 52)).map((time) => {
    const x = xOf(time, range, box);
    return (
      element('line', { x1: x, x2: x, y1: box.y, y2: box.y + box.height, class: 'grid' }) +
      line(clock(time), x, box.y + box.height + 16, { size: 11, anchor: 'middle', as: 'faint' })
    );
  });
  return [...horizontal, ...vertical].join('');
}
