import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import type { SourceFile } from '../source/yaml.ts';

/** The YAML files below a folder, by name; hidden ones left out. A folder that holds none is a problem. */
export async function readManifestFiles(
  files: SourceFiles,
  directory: string,
): Promise<{ sources: readonly SourceFile[]; problems: readonly Problem[] }> {
  const name = files.nameOf(directory);
  let entries: readonly string[];
  try {
    entries = await readdir(directory, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message =
      code === 'ENOENT' ? 'this folder does not exist' : `this folder cannot be read (${code ?? ''})`;
    return { sources: [], problems: [{ code: 'file-unreadable', message, file: name }] };
  }
  const paths = entries.filter((entry) => /(^|[/\\])[^./\\][^/\\]*\.ya?ml$/.test(entry)).sort();
  if (paths.length === 0) {
    return {
      sources: [],
      problems: [{ code: 'no-manifests', message: 'no YAML file lies in this folder', file: name }],
    };
  }
  const read = await Promise.all(paths.map((path) => files.read(join(directory, path))));
  return {
    sources: read.flatMap(({ file }) => file ?? []),
    problems: read.flatMap(({ problems }) => problems),
  };
}
