import type { Panel } from '../data/dashboard-file.ts';
import { binaryTicks, ticks } from './scale.ts';
import { format } from './units.ts';

/** Pixels that a mark has for itself. */
const PITCH = 34;
/** Room above the highest value, and above the highest dashed line. */
const [ABOVE_VALUES, ABOVE_LINES] = [1.08, 1.15];

/** From where to where an axis goes, and its marks. */
export interface YAxis {
  readonly from: number;
  readonly to: number;
  readonly marks: readonly { readonly value: number; readonly label: string }[];
}

/** The axis of values of a panel: around all of them and the lines that are drawn for its steps. */
export function yAxis(
  { fieldConfig: { defaults } }: Panel,
  { values, lines, height }: { values: readonly number[]; lines: readonly number[]; height: number },
): YAxis {
  const { unit, decimals, min = 0, max = Infinity } = defaults;
  const finite = values.filter(Number.isFinite);
  const from = Math.min(min, ...finite);
  const highest = Math.max(
    0,
    ...finite.map((each) => each * ABOVE_VALUES),
    ...lines.map((each) => each * ABOVE_LINES),
  );
  const to = highest > from ? Math.min(highest, max) : from + (unit === 'percentunit' ? 0.01 : 1);
  const marksAt = unit === 'bytes' ? binaryTicks : ticks;
  const marks = marksAt(from, to, Math.max(Math.floor(height / PITCH), 2)).map((value) => ({
    value,
    // Between two small values there are marks that the panel's own decimals would make alike.
    label: format(value, unit, to < 5 ? undefined : decimals),
  }));
  return { from, to, marks };
}
