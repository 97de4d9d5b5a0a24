import type { TemplateValue } from '../expression/template-value.ts';
import { placeOf } from '../source/document.ts';
import type { Path } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import type { LoadedFile } from './loading.ts';
import { identityOf } from './loading.ts';
import { openAt } from './open-file.ts';
import { at, itemPaths, readText, readVariables, refuse, refuseKind } from './reader.ts';
import type { Variables } from './task.ts';

/** A file of `vars_files`. */
export interface VarsFile {
  readonly name: TemplateValue;
  /** Its variables on a machine. Where the name is a template there are none, until plan/name-vars-files.ts gave it names. */
  readonly of: (host: string) => Variables;
  /** The variables of each file that the name means on some machine. */
  readonly all: readonly Variables[];
  /** Reads the file of a name, once. */
  readonly load: (name: string) => Promise<LoadedVariables>;
}

/** What a file of variables holds, and what is wrong with it. */
export interface LoadedVariables {
  readonly variables: Variables;
  readonly problems: readonly Problem[];
}

/** Reads `vars_files` of a play; a name that is a template waits for what it names. */
export async function readVarsFiles(file: LoadedFile, play: Path): Promise<readonly VarsFile[]> {
  const path = [...play, 'vars_files'];
  const value = at(file, path);
  if (value !== undefined && !Array.isArray(value) && typeof value !== 'string') {
    refuseKind(file, path, 'a list of files');
    return [];
  }
  const read: VarsFile[] = [];
  for (const each of itemPaths(file, path)) {
    if (Array.isArray(at(file, each))) {
      refuse(file, each, 'not-built', 'the first of several files is not built', 'name the one file');
      continue;
    }
    const name = readText(file, each);
    if (!name) continue;
    const load = loadOnce(file, each, play);
    if (name.kind === 'plain') {
      const { variables, problems } = await load(String(name.value));
      file.report(...problems);
      read.push({ name, load, of: () => variables, all: [variables] });
    } else read.push({ name, load, of: () => new Map(), all: [] });
  }
  return read;
}

function loadOnce(file: LoadedFile, path: Path, play: Path): VarsFile['load'] {
  const loaded = new Map<string, Promise<LoadedVariables>>();
  return (name) => {
    const known = loaded.get(name) ?? loadVariables(file, name, { path, play });
    loaded.set(name, known);
    return known;
  };
}

async function loadVariables(
  file: LoadedFile,
  name: string,
  { path, play }: { readonly path: Path; readonly play: Path },
): Promise<LoadedVariables> {
  const problems: Problem[] = [];
  const report = (...found: readonly Problem[]) => void problems.push(...found);
  const opened = await openAt({ ...file, report }, name, {
    place: placeOf(file.source, path),
    idPrefix: `${identityOf(file, play).id} > `,
  });
  return { variables: opened ? readVariables(opened, []) : new Map(), problems };
}
