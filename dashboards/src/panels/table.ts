import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';

import { framed } from './frame.ts';
import type { PanelSpec } from './frame.ts';

/** A column of figures: what it is called, what it asks, in which unit. */
export interface Column {
  readonly title: string;
  readonly expr: string;
  readonly unit: string;
  readonly decimals?: number;
}

/** A table with a row for each combination of labels. */
export interface TableSpec extends Omit<PanelSpec, 'queries' | 'unit' | 'decimals'> {
  /** Labels that name a row, as every column's query keeps them, with their headings. */
  readonly keys: Readonly<Record<string, string>>;
  readonly columns: readonly Column[];
}

/** Values of now, joined into rows by the labels that all columns have. */
export function table({ keys, columns, ...spec }: TableSpec): PanelBuilder {
  const queries = columns.map(({ expr }) => ({ expr, isInstant: true, format: 'table' as const }));
  const names = columns.map((_, index) => valueField(index, columns.length));
  const order = [...Object.keys(keys), ...names];
  const panel = framed(new PanelBuilder(), { ...spec, unit: columns[0]?.unit ?? 'none', queries })
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: { Time: true },
        indexByName: Object.fromEntries(order.map((name, index) => [name, index])),
        renameByName: {
          ...keys,
          ...Object.fromEntries(columns.map(({ title }, index) => [names[index] ?? '', title])),
        },
      },
    });
  for (const { title, unit, decimals } of columns) {
    panel.overrideByName(title, [
      { id: 'unit', value: unit },
      ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
    ]);
  }
  return panel;
}

/** Grafana calls the values of several queries `Value #A`, `Value #B` …, those of a single one `Value`. */
function valueField(index: number, count: number): string {
  return count === 1 ? 'Value' : `Value #${String.fromCodePoint('A'.charCodeAt(0) + index)}`;
}
