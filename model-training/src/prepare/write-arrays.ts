import { writeFileSync } from 'node:fs';
import path from 'node:path';

import type { Arrays } from './arrays.ts';

/** What meta.json says about one set; its arrays lie in NAME.{labels,ids,ngrams,counts}.bin, little-endian, no header. */
export interface SetEntry {
  readonly name: string;
  readonly role: 'train' | 'val';
  readonly rows: number;
  readonly ngrams: number;
  /** The set whose rows these were made from, where they are not observed ones. */
  readonly derivedFrom?: string;
  /** How much each row counts in training; 1 where it is not said. */
  readonly weight?: number;
}

/** Writes the arrays of a set into a folder that exists. */
export function writeArrays(
  folder: string,
  { name, role }: { name: string; role: SetEntry['role'] },
  arrays: Arrays,
): SetEntry {
  const write = (kind: string, array: Uint8Array | Int32Array): void =>
    writeFileSync(
      path.join(folder, `${name}.${kind}.bin`),
      new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    );
  write('labels', arrays.labels);
  write('ids', arrays.ids);
  write('ngrams', arrays.ngrams);
  write('counts', arrays.ngramCounts);
  return { name, role, rows: arrays.labels.length, ngrams: arrays.ngrams.length };
}
