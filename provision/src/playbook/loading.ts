import type { Path } from '../source/document.ts';
import { placeOf } from '../source/document.ts';
import type { Place, Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import type { Modules } from './modules.ts';
import type { Reader } from './reader.ts';

/** What the loading of one playbook shares. */
export interface Loading {
  readonly files: SourceFiles;
  readonly modules: Modules;
  readonly labNames: ReadonlySet<string>;
  readonly report: (...problems: readonly Problem[]) => void;
}

/** One file of it: how it was reached, so that what stands in it is told apart each time it is imported. */
export interface LoadedFile extends Reader {
  readonly loading: Loading;
  /** Files that are being read, this one last: a file that is among them imports itself. */
  readonly chain: readonly string[];
  /** What ids begin with: the import that led here. */
  readonly idPrefix: string;
}

/** The id and the place of a play or task: the same in every run of the same files. */
export function identityOf(file: LoadedFile, path: Path): { readonly id: string; readonly place: Place } {
  const place = placeOf(file.source, path);
  const { line, column } = place.position;
  return { id: `${file.idPrefix}${place.file}:${line}:${column}`, place };
}
