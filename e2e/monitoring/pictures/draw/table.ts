import { z } from 'zod';

import { lastValue } from '../data/panel-data.ts';
import type { PanelData } from '../data/panel-data.ts';
import type { Panel } from '../data/dashboard-file.ts';
import type { Box } from './box.ts';
import { element, line, shorten } from './svg.ts';
import type { Svg } from './svg.ts';
import { format } from './units.ts';

const ROW = 24;

const Organize = z.looseObject({
  indexByName: z.record(z.string(), z.number()).default({}),
  renameByName: z.record(z.string(), z.string()).default({}),
});

/** Rows of labels with the values of all queries that have them, as Grafana's `merge` and `organize` make them. */
export function drawTable(data: PanelData, box: Box): Svg {
  const { panel } = data;
  const organize = Organize.parse(panel.transformations.find(({ id }) => id === 'organize')?.options ?? {});
  const fields = Object.entries(organize.indexByName)
    .sort(([, a], [, b]) => a - b)
    .map(([field]) => field);
  const rows = rowsOf(data, fields);
  const names = fields.map((field) => organize.renameByName[field] ?? field);
  const places = placesOf(names, rows, box);
  const head = names.map((name, index) =>
    cell(
      shorten(name, places[index]?.width ?? 0),
      places[index],
      box.y + 14,
      'faint',
      isValue(fields[index]),
    ),
  );
  const most = Math.max(Math.floor(box.height / ROW) - 1, 1);
  const body = rows.slice(0, most).map((row, at) => {
    const y = box.y + (at + 1) * ROW + 14;
    const edge = element('line', { x1: box.x, x2: box.x + box.width, y1: y - 17, y2: y - 17, class: 'grid' });
    const cells = row.map((text, index) =>
      cell(shorten(text, places[index]?.width ?? 0), places[index], y, 'text', isValue(fields[index])),
    );
    return edge + cells.join('');
  });
  const { noValue = 'No data' } = panel.fieldConfig.defaults;
  const empty =
    rows.length === 0
      ? line(noValue, box.x + box.width / 2, box.y + box.height / 2 + 10, { anchor: 'middle', as: 'faint' })
      : '';
  return [...head, ...body, empty].join('');
}

function rowsOf({ panel, series }: PanelData, fields: readonly string[]): readonly (readonly string[])[] {
  const keys = fields.filter((field) => !isValue(field));
  const rows = new Map<string, Map<string, number>>();
  for (const each of series) {
    const key = JSON.stringify(keys.map((label) => each.labels[label] ?? ''));
    const field = panel.targets.length === 1 ? 'Value' : `Value #${each.refId}`;
    const value = lastValue(each);
    if (value !== undefined) rows.set(key, (rows.get(key) ?? new Map<string, number>()).set(field, value));
    else if (!rows.has(key)) rows.set(key, new Map());
  }
  const settings = columnSettings(panel);
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, values]) => {
      const labels = z.array(z.string()).parse(JSON.parse(key));
      return fields.map((field) => {
        if (!isValue(field)) return labels[keys.indexOf(field)] ?? '';
        const value = values.get(field);
        const { unit = 'none', decimals } = settings(field);
        return value === undefined ? '' : format(value, unit, decimals);
      });
    });
}

/** The unit and decimals that the override of a column's new name gives it. */
function columnSettings(panel: Panel): (field: string) => { unit?: string; decimals?: number } {
  const organize = Organize.parse(panel.transformations.find(({ id }) => id === 'organize')?.options ?? {});
  return (field) => {
    const name = organize.renameByName[field] ?? field;
    const override = panel.fieldConfig.overrides.find(({ matcher }) => matcher.options === name);
    return Object.fromEntries((override?.properties ?? []).map(({ id, value }) => [id, value]));
  };
}

function isValue(field: string | undefined): boolean {
  return field?.startsWith('Value') ?? false;
}

interface Place {
  readonly x: number;
  readonly width: number;
}

/** Columns as wide as what they hold, stretched to the width of the box. */
function placesOf(
  names: readonly string[],
  rows: readonly (readonly string[])[],
  box: Box,
): readonly Place[] {
  const wanted = names.map(
    (name, index) => Math.max(name.length, ...rows.map((row) => row[index]?.length ?? 0)) + 2,
  );
  const sum = wanted.reduce((a, b) => a + b, 0);
  let { x } = box;
  return wanted.map((each) => {
    const width = (each / sum) * box.width;
    const place = { x, width: width - 8 };
    x += width;
    return place;
  });
}

function cell(text: string, place: Place | undefined, y: number, as: string, isRight: boolean): Svg {
  if (!place) return '';
  return line(text, isRight ? place.x + place.width : place.x, y, { as, anchor: isRight ? 'end' : 'start' });
}
