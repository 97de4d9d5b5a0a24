import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parse, stringify } from 'yaml';

import { LANE_FILES } from '../tools/lanes.ts';
import type { Lane } from '../tools/lanes.ts';
import { CHECKOUT } from '../tools/folders.ts';
import { LANE } from './distribution.ts';

/** Writes the lab of a lane with other values at its root, as a file for LAB_FILE; gives its path. */
export async function overlay(
  name: string,
  values: Readonly<Record<string, unknown>>,
  lane: Lane = LANE,
): Promise<string> {
  const own = parse(await readFile(join(CHECKOUT, LANE_FILES[lane]), 'utf8')) as Record<string, unknown>;
  const path = join(CHECKOUT, '.lab', lane, `${name}.yml`);
  await writeFile(path, stringify(merged(own, values)));
  return path;
}

/** Maps are merged key by key; anything else is replaced. */
function merged(base: unknown, over: unknown): unknown {
  if (!isMap(base) || !isMap(over)) return over;
  const changed = Object.entries(over).map(([key, value]) => [
    key,
    key in base ? merged(base[key], value) : value,
  ]);
  return { ...base, ...Object.fromEntries(changed) };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
