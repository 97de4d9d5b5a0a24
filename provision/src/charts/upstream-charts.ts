import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse } from 'yaml';

import { readIfThere } from '../files/read-if-there.ts';
import type { Chart, ChartKey, ChartKeys } from './chart-keys.ts';
import { mergeKeys, withKey } from './merge-keys.ts';
import { MORE_KEYS } from './more-keys.ts';
import { PLATFORM_CHARTS } from './platform-charts.ts';
import { keysOfSchema } from './schema-keys.ts';
import { keysOfValues } from './values-keys.ts';

/** The charts of the platform, as their publishers' files in a folder (a folder a chart) describe them. */
export function readUpstreamCharts(folder: string): Promise<readonly Chart[]> {
  return Promise.all(
    PLATFORM_CHARTS.map(async ({ name, release }): Promise<Chart> => {
      const { version, keys } = await readChart(folder, name);
      return { name, version: release ?? version, keys };
    }),
  );
}

/** The parts of a Chart.yaml that matter here. */
interface ChartFile {
  readonly version: string;
  readonly dependencies?: readonly { readonly name: string }[];
}

async function readChart(folder: string, name: string): Promise<{ version: string; keys: ChartKeys }> {
  const [chart, values, schema] = await Promise.all([
    readFile(join(folder, name, 'Chart.yaml'), 'utf8'),
    readFile(join(folder, name, 'values.yaml'), 'utf8'),
    readIfThere(join(folder, name, 'values.schema.json')),
  ]);
  const { version, dependencies = [] } = parse(chart) as ChartFile;
  let keys = lifted(keysOfValues(values));
  if (schema !== undefined) keys = lifted(mergeKeys(keysOfSchema(schema), keys));
  for (const more of MORE_KEYS.filter(({ charts }) => charts.includes(name))) {
    for (const [path, type] of Object.entries(more.keys)) keys = withKey(keys, pathOf(path), type);
  }
  for (const { name: below } of dependencies) keys = await withSubchart(keys, folder, below);
  return { version, keys };
}

/** Values of a subchart stand under its name; of one whose files are not here, anything may. */
async function withSubchart(keys: ChartKeys, folder: string, name: string): Promise<ChartKeys> {
  const there = await readIfThere(join(folder, name, 'Chart.yaml'));
  if (there === undefined) return withKey(keys, [name], 'map');
  const subchart: ChartKey = { types: ['map'], keys: (await readChart(folder, name)).keys };
  return mergeKeys(keys, new Map([[name, subchart]]));
}

/** Istio's charts have their defaults one level down, under a name that says not to use it. */
const HIDDEN = '_internal_defaults_do_not_set';

function lifted(keys: ChartKeys): ChartKeys {
  const hidden = keys.get(HIDDEN);
  if (!hidden) return keys;
  const others = new Map([...keys].filter(([name]) => name !== HIDDEN));
  return mergeKeys(others, hidden.keys ?? new Map<string, ChartKey>());
}

function pathOf(text: string): readonly string[] {
  return text.split(/(?<!\\)\./).map((each) => each.replaceAll('\\.', '.'));
}
