import type { Box } from './box.ts';
import { element, line, shorten, widthOf } from './svg.ts';
import type { Svg } from './svg.ts';

const ROW = 16;
const MOST_ROWS = 2;

/** A name and its color. */
export interface LegendItem {
  readonly name: string;
  readonly color: string;
}

/** The legend at the foot of a box, and how much of its height it takes. */
export function legend(
  items: readonly LegendItem[],
  box: Box,
): { readonly svg: Svg; readonly height: number } {
  const rows: { readonly item: LegendItem; readonly x: number; readonly row: number }[] = [];
  let [x, row] = [box.x, 0];
  for (const item of items) {
    const width = Math.min(widthOf(item.name, 11) + 26, box.width);
    if (x > box.x && x + width > box.x + box.width) [x, row] = [box.x, row + 1];
    rows.push({ item, x, row });
    x += width;
  }
  const shown = rows.filter((each) => each.row < MOST_ROWS);
  const height = Math.min(row + 1, MOST_ROWS) * ROW;
  const top = box.y + box.height - height;
  const svg = shown.map(({ item, x: left, row: at }) => {
    const y = top + at * ROW + 11;
    const swatch = { x: left, y: y - 4, width: 12, height: 3, rx: 1.5, style: `fill:${item.color}` };
    return (
      element('rect', swatch) +
      line(shorten(item.name, box.width - 18, 11), left + 17, y, { size: 11, as: 'faint' })
    );
  });
  return { svg: items.length === 0 ? '' : svg.join(''), height: items.length === 0 ? 0 : height };
}
