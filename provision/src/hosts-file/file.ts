import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FileError } from '../errors.ts';

/** Where the names of this computer stand. */
export function hostsFileOf(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  if (platform !== 'win32') return '/etc/hosts';
  return join(environment['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'drivers', 'etc', 'hosts');
}

/** @throws {FileError} when it cannot be read */
export async function readHosts(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new FileError(file, `${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Writes it in place: it may be a mount point, and whoever watches it watches the file.
 * @throws {FileError} when that is not allowed
 */
export async function writeHosts(file: string, text: string, command: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    const isForbidden = ['EACCES', 'EPERM'].includes((cause as NodeJS.ErrnoException).code ?? '');
    throw new FileError(file, `${file} cannot be written: ${(cause as Error).message}`, {
      cause,
      ...(isForbidden && { hint: `only an administrator may: sudo env "PATH=$PATH" ${command}` }),
    });
  }
}
