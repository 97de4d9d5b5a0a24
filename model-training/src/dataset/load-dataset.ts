import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

import { type Row, readRows, RowsError } from '../rows/read-rows.ts';
import { readSources } from '../rows/read-meta.ts';
import { foldOf } from './site.ts';

/** What rows are for. */
export type Role = 'train' | 'val' | 'test';

/** The rows of one file, or of the part of it that has one role. */
export interface NamedRows {
  /** Path below the data folder without its endings, such as `deepurl/test`. */
  readonly name: string;
  readonly role: Role;
  readonly rows: readonly Row[];
  /** Where each row comes from, if a file NAME.meta.tsv.gz says so; else the name of the file. */
  readonly sources: readonly string[];
}

const ENDINGS = /\.(tsv|txt)(\.gz)?$/;
const META_ENDING = '.meta.tsv.gz';

/**
 * The files of `label<TAB>url` below a folder, in the order of their names; only those of the roles asked for. A file called val… or test… has that
 * role, all others are for training; where no file is called so, a tenth of the sites is set apart for each, whole sites
 * only, so that no site stands on both sides.
 *
 * @throws {RowsError} for a folder without such files or a file with bad lines
 */
export function loadDataset(
  folder: string,
  roles: readonly Role[] = ['train', 'val', 'test'],
): readonly NamedRows[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => ENDINGS.test(file) && !file.endsWith(META_ENDING))
    .sort();
  if (files.length === 0) throw new RowsError(folder, 'no .tsv, .tsv.gz, .txt or .txt.gz file');
  const nameOf = (file: string): string => file.replace(ENDINGS, '').split(path.sep).join('/');
  const hasHeldOut = files.some((file) => roleOf(nameOf(file)) !== 'train');
  const wanted = hasHeldOut ? files.filter((file) => roles.includes(roleOf(nameOf(file)))) : files;
  const sets = wanted.map((file) => loadFile(folder, file, nameOf(file)));
  return hasHeldOut ? sets : sets.flatMap(splitBySite).filter(({ role }) => roles.includes(role));
}

function loadFile(folder: string, file: string, name: string): NamedRows {
  const rows = readRows(path.join(folder, file));
  const metaFile = path.join(folder, `${name}${META_ENDING}`);
  const sources = existsSync(metaFile) ? readSources(metaFile) : rows.map(() => name);
  if (sources.length !== rows.length) throw new RowsError(metaFile, 'another number of lines than the rows');
  return { name, role: roleOf(name), rows, sources };
}

function roleOf(name: string): Role {
  const base = path.posix.basename(name);
  if (base.startsWith('val')) return 'val';
  return base.startsWith('test') ? 'test' : 'train';
}

function splitBySite(set: NamedRows): readonly NamedRows[] {
  const folds: Record<Role, number[]> = { train: [], val: [], test: [] };
  for (const [index, { url }] of set.rows.entries()) folds[foldOf(url)].push(index);
  return (['train', 'val', 'test'] as const).map((role) => ({
    name: `${set.name}-${role}`,
    role,
    rows: folds[role].map((index) => set.rows[index]!),
    sources: folds[role].map((index) => set.sources[index]!),
  }));
}
