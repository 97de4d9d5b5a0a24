import type { Recap } from '../run/event.ts';
import type { Color, Paint } from './paint.ts';

/** Columns in the order that everybody's parsers know. */
const COLUMNS = ['ok', 'changed', 'unreachable', 'failed', 'skipped', 'rescued', 'ignored'] as const;

const COLOR: Readonly<Record<keyof Recap, Color>> = {
  ok: 'ok',
  changed: 'changed',
  unreachable: 'unreachable',
  failed: 'failed',
  skipped: 'skipped',
  rescued: 'changed',
  ignored: 'skipped',
  unknown: 'unknown',
};

/** The lines of the recap, a machine each: `node1 : ok=2 changed=1 …`, with `unknown=` behind them in check mode. */
export function recapLines(
  recap: Readonly<Record<string, Recap>>,
  { isCheck, paint }: { readonly isCheck: boolean; readonly paint: Paint },
): readonly string[] {
  const columns = isCheck ? [...COLUMNS, 'unknown' as const] : COLUMNS;
  return Object.entries(recap).map(([host, numbers]) => {
    const cells = columns.map((column) => {
      const cell = `${column}=${String(numbers[column]).padEnd(4)}`;
      return numbers[column] > 0 ? paint(COLOR[column], cell) : cell;
    });
    return `${paint(hostColor(numbers), host.padEnd(26))} : ${cells.join(' ')}`.trimEnd();
  });
}

function hostColor(numbers: Recap): Color {
  if (numbers.failed > 0 || numbers.unreachable > 0) return 'failed';
  return numbers.changed > 0 ? 'changed' : 'ok';
}
