import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { canonicalize, type NgramOptions } from '@remla-lab/lib-ml';

import type { NamedRows } from '../dataset/load-dataset.ts';
import { seededRandom } from '../rows/random.ts';
import { toArrays } from './arrays.ts';
import { honestLogins, padRows } from './augment.ts';
import { fitVocabulary } from './vocabulary.ts';
import type { Weights } from './weights.ts';
import { type SetEntry, writeArrays } from './write-arrays.ts';

/** What the training program needs to know beside the arrays; meta.json in the work folder. */
export interface Meta {
  readonly vocabulary: readonly string[];
  readonly ngrams: NgramOptions;
  readonly sets: readonly SetEntry[];
}

/**
 * How `lr` cuts its n-grams. Only the beginning of a query counts: an attacker can append any length of it, and each
 * n-gram of junk lands in a bucket that means something else.
 */
export const NGRAM_OPTIONS = {
  orders: [2, 3, 4, 5],
  buckets: 2 ** 21,
  regions: true,
  queryLength: 24,
} as const satisfies NgramOptions;

/** Of the training rows, so many get a padded copy. */
const PADDED_SHARE = 0.12;
/** For so many of the legitimate training rows a log-in page of their host is made up. */
const LOGIN_SHARE = 0.1;

/**
 * Writes the arrays of the training and validation rows into a work folder, with derived rows (padded
 * copies, honest log-in pages) for a share of the former, and meta.json. The vocabulary is fitted on the training rows. Test rows are left alone: training never sees them.
 * A set's weight is that of the rows derived from it too.
 */
export function prepare(
  dataset: readonly NamedRows[],
  { out, seed, weights = new Map() }: { out: string; seed: number; weights?: Weights },
): Meta {
  mkdirSync(out, { recursive: true });
  const training = dataset.filter(({ role }) => role === 'train');
  const vocabulary = fitVocabulary(training.flatMap(({ rows }) => rows.map(({ url }) => url)));
  const options = { vocabulary, ngrams: NGRAM_OPTIONS };
  const random = seededRandom(seed);
  const sets: SetEntry[] = [];
  for (const { name, role, rows: all } of dataset) {
    if (role === 'test') continue;
    const rows = all.filter(({ url }) => canonicalize(url).text !== '');
    const id = setId(name);
    const weight = weights.get(name);
    const weighted = weight === undefined ? {} : { weight };
    sets.push({ ...writeArrays(out, { name: id, role }, toArrays(rows, options)), ...weighted });
    if (role === 'val') continue;
    const made = {
      padded: padRows(rows, PADDED_SHARE, random),
      logins: honestLogins(rows, LOGIN_SHARE, random),
    };
    for (const [kind, derived] of Object.entries(made)) {
      if (derived.length === 0) continue;
      const entry = writeArrays(out, { name: `${id}-${kind}`, role }, toArrays(derived, options));
      sets.push({ ...entry, derivedFrom: name, ...weighted });
    }
  }
  const meta = { vocabulary, ngrams: NGRAM_OPTIONS, sets };
  writeFileSync(path.join(out, 'meta.json'), `${JSON.stringify(meta, undefined, 2)}\n`);
  return meta;
}

/** What a set's arrays are called, which lie in one folder: `deepurl-train` for deepurl/train. */
export function setId(name: string): string {
  return name.replaceAll('/', '-');
}
