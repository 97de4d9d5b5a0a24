import { dirname, join } from 'node:path';

import { placeOf } from '../source/document.ts';
import type { Path } from '../source/document.ts';
import { problem } from '../source/problem.ts';
import type { Place } from '../source/problem.ts';
import { parseYamlOn } from '../source/yaml.ts';
import type { LoadedFile, Loading } from './loading.ts';
import { identityOf } from './loading.ts';

/** A path that a file names, as seen from that file. */
export function besideFile(file: string, path: string): string {
  return path.startsWith('/') ? path : join(dirname(file), path);
}

/** Opens the first file of a playbook. */
export async function openRoot(loading: Loading, path: string): Promise<LoadedFile | undefined> {
  const read = await loading.files.read(path);
  if (!read.file) {
    loading.report(...read.problems);
    return undefined;
  }
  const { document, problems } = parseYamlOn(read.file);
  loading.report(...problems);
  if (!document) return undefined;
  const { file } = document;
  const { report, labNames } = loading;
  return { file, source: document, labNames, report, loading, chain: [file], idPrefix: '' };
}

/** Opens a file that another one names at a path; what is wrong with it is reported there, or in the file itself. */
export async function openNamed(
  from: LoadedFile,
  named: { readonly path: string; readonly at: Path; readonly importer: Path },
): Promise<LoadedFile | undefined> {
  return openAt(from, named.path, {
    place: placeOf(from.source, named.at),
    idPrefix: `${identityOf(from, named.importer).id} > `,
  });
}

/** Opens a file beside another one. */
export async function openAt(
  from: Omit<LoadedFile, 'source'>,
  path: string,
  { place, idPrefix }: { readonly place: Place; readonly idPrefix: string },
): Promise<LoadedFile | undefined> {
  const { loading } = from;
  const wanted = besideFile(from.file, path);
  const name = loading.files.nameOf(wanted);
  if (from.chain.includes(name)) {
    const way = [...from.chain.slice(from.chain.indexOf(name)), name].join(' → ');
    from.report(problem('import-cycle', `this file imports itself: ${way}`, place));
    return undefined;
  }
  const read = await loading.files.read(wanted);
  if (!read.file) {
    for (const each of read.problems) from.report(problem(each.code, `${name}: ${each.message}`, place));
    return undefined;
  }
  const { document, problems } = parseYamlOn(read.file);
  from.report(...problems);
  if (!document) return undefined;
  const { report, labNames } = from;
  const chain = [...from.chain, name];
  return { file: document.file, source: document, labNames, report, loading, chain, idPrefix };
}
