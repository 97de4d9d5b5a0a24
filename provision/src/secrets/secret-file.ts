import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { FileError } from '../errors.ts';
import type { SecretName } from './names.ts';

/** Where a secret lies: STATE_FOLDER/secrets/NAME. */
export function secretFile(stateFolder: string, name: SecretName): string {
  return join(stateFolder, 'secrets', name);
}

/**
 * A secret of the lab, for whoever shows or uses it; undefined where no run has needed it so far.
 *
 * @throws {FileError} when it is there and cannot be read, or is empty
 */
export async function readSecret(stateFolder: string, name: SecretName): Promise<string | undefined> {
  const path = secretFile(stateFolder, name);
  try {
    return valueIn(await readFile(path, 'utf8'), path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fileError(error, path);
  }
}

/**
 * Keeps a new secret, for its owner alone, and gives it; or the one that another run kept in the meantime.
 *
 * @throws {FileError} when it cannot be written
 */
export function keepSecret(stateFolder: string, name: SecretName, value: string): string {
  const path = secretFile(stateFolder, name);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, `${value}\n`, { mode: 0o600 });
    try {
      // In one step, and not over one that is there.
      linkSync(temporary, path);
      return value;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      return valueIn(readFileSync(path, 'utf8'), path);
    } finally {
      rmSync(temporary);
    }
  } catch (error) {
    throw fileError(error, path);
  }
}

function valueIn(text: string, path: string): string {
  const value = text.trim();
  if (value !== '') return value;
  throw new FileError(path, `${path} is empty: remove it, and the next run makes another secret`);
}

function fileError(error: unknown, path: string): FileError {
  if (error instanceof FileError) return error;
  return new FileError(path, `${path}: ${(error as Error).message}`, { cause: error });
}
