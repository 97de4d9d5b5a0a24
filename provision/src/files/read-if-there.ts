import { readFile } from 'node:fs/promises';

import { FileError } from '../errors.ts';

/** The text of a file, or undefined where there is none. @throws {FileError} when it is there and cannot be read */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new FileError(path, `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}
