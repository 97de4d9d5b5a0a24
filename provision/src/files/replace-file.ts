import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { FileError } from '../errors.ts';

/** Writes a file in one step, its folder too: nobody ever sees half of it. @throws {FileError} when that fails */
export async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (cause) {
    throw new FileError(path, `${path} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
