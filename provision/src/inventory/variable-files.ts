import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { FileError } from '../errors.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import { parseYaml } from '../source/yaml.ts';
import { readVariableLayer } from './variable-layer.ts';
import type { VariableLayer } from './variable-layer.ts';

/** The variables of files in `group_vars` or `host_vars`, by group or host, in the order in which they are read. */
export type FileLayers = ReadonlyMap<string, readonly VariableLayer[]>;

const SUFFIXES = ['', '.yml', '.yaml', '.json'];

/**
 * Reads FOLDER/NAME.yml (or .yaml, .json, no suffix) and every such file below a folder FOLDER/NAME, for the names that
 * are asked for. A folder that is not there holds nothing.
 */
export async function readVariableFiles(
  files: SourceFiles,
  folder: string,
  names: readonly string[],
): Promise<{ layers: FileLayers; problems: readonly Problem[] }> {
  const entries = new Set(await entriesOf(folder));
  const layers = new Map<string, readonly VariableLayer[]>();
  const problems: Problem[] = [];
  for (const name of names) {
    const present = SUFFIXES.map((suffix) => `${name}${suffix}`).filter((entry) => entries.has(entry));
    const paths = (await Promise.all(present.map((entry) => filesAt(join(folder, entry))))).flat();
    const read = await Promise.all(paths.map((path) => readFileLayer(files, path)));
    problems.push(...read.flatMap((each) => each.problems));
    if (read.length > 0)
      layers.set(
        name,
        read.flatMap(({ layer }) => layer ?? []),
      );
  }
  return { layers, problems };
}

async function readFileLayer(
  files: SourceFiles,
  path: string,
): Promise<{ layer: VariableLayer | undefined; problems: readonly Problem[] }> {
  const { file, problems } = await files.read(path);
  if (!file) return { layer: undefined, problems };
  const parsed = parseYaml(file);
  if (!parsed.document) return { layer: undefined, problems: parsed.problems };
  return readVariableLayer(parsed.document, []);
}

/** The file itself, or every file of variables below the folder, sorted; hidden ones and editors' backups left out. */
async function filesAt(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const names = (await entriesOf(path)).filter((name) => !name.startsWith('.') && !name.endsWith('~'));
  const paths = await Promise.all(
    names.map(async (name) => {
      const inside = join(path, name);
      const found = await filesAt(inside);
      return found[0] === inside && !SUFFIXES.includes(extname(name)) ? [] : found;
    }),
  );
  return paths.flat();
}

async function entriesOf(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort();
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')) return [];
    throw new FileError(folder, `${folder} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
