import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** The sources of the rows of `X.tsv.gz`, first column of `X.meta.tsv.gz`, in the same order. */
export function readSources(metaFile: string): readonly string[] {
  const lines = gunzipSync(readFileSync(metaFile)).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => line.slice(0, line.indexOf('\t')));
}
