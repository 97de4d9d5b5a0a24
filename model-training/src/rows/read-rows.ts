import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { isLabel, type Label } from '@remla-lab/lib-ml';

/** One labelled URL. */
export interface Row {
  readonly label: Label;
  readonly url: string;
}

/** A file of rows that cannot be used; says which lines, not what they hold. */
export class RowsError extends Error {
  readonly code = 'bad-rows';
  readonly file: string;

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.name = 'RowsError';
    this.file = file;
  }
}

/** So many bad lines are named; the rest is counted. */
const MAX_NAMED_LINES = 5;

/**
 * The rows of a file of `label<TAB>url` lines, UTF-8, gzip or plain (told apart by the first bytes, not the name).
 * Empty lines are left out.
 *
 * @throws {RowsError} when lines have another shape or no row is left.
 */
export function readRows(file: string): readonly Row[] {
  const bytes = readFileSync(file);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return parseRows((isGzip ? gunzipSync(bytes) : bytes).toString('utf8'), file);
}

/** `readRows` for text that is there already. */
export function parseRows(text: string, file: string): readonly Row[] {
  const rows: Row[] = [];
  const badLines: number[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line === '') continue;
    const [label, url, ...others] = line.split('\t');
    if (label === undefined || !isLabel(label) || url === undefined || url === '' || others.length > 0) {
      badLines.push(index + 1);
    } else {
      rows.push({ label, url });
    }
  }
  if (badLines.length > 0) {
    const named = badLines.slice(0, MAX_NAMED_LINES).join(', ');
    const more = badLines.length > MAX_NAMED_LINES ? ` and ${badLines.length - MAX_NAMED_LINES} more` : '';
    throw new RowsError(file, `expected legitimate<TAB>url or phishing<TAB>url in line ${named}${more}`);
  }
  if (rows.length === 0) throw new RowsError(file, 'no rows');
  return rows;
}
