import { readFile } from 'node:fs/promises';

import { readCharts } from './chart-keys.ts';
import type { Chart } from './chart-keys.ts';

/** The list of all keys of the platform's charts, as it is kept in the project. */
export const KEYS_FILE = new URL('chart-keys.txt', import.meta.url);

/** Reads it; by the name of the chart. */
export async function readKeysFile(): Promise<ReadonlyMap<string, Chart>> {
  const charts = readCharts(await readFile(KEYS_FILE, 'utf8'));
  return new Map(charts.map((chart) => [chart.name, chart]));
}
