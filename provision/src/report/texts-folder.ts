import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const SECOND_HALF = /[\uDC00-\uDFFF]/;

/** So much of a text becomes bytes at once. */
const PIECE_CHARACTERS = 1_048_576;

/**
 * Texts that are too long for events, each as a file of its own in a folder that is made when it is needed. What comes back
 * says where the text is: its path as `show` writes it, or why it could not be kept.
 */
export function textsFolder(
  folder: string,
  show: (path: string) => string,
): (text: string, about: { readonly host: string; readonly field: string }) => string {
  let count = 0;
  return (text, { host, field }) => {
    count += 1;
    const name = [count, host, field].map((part) => String(part).replace(/[^\w.-]+/g, '_')).join('-');
    const path = join(folder, `${name}.txt`);
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      writePieces(path, text);
      return show(path);
    } catch (error) {
      return `it could not be kept, ${(error as Error).message}`;
    }
  };
}

function writePieces(path: string, text: string): void {
  const descriptor = openSync(path, 'wx', 0o600);
  try {
    for (let from = 0; from < text.length;) {
      const end = from + PIECE_CHARACTERS;
      // Half a character would be written as none.
      const to = SECOND_HALF.test(text.charAt(end)) ? end + 1 : end;
      writeSync(descriptor, text.slice(from, to));
      from = to;
    }
  } finally {
    closeSync(descriptor);
  }
}
