import { closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { FileError } from '../../errors.ts';

/** The log of one service. */
export interface LogFile {
  readonly path: string;
  write(line: string): void;
  close(): void;
}

/**
 * Opens a fresh log file and keeps the one of the run before as `NAME.1.log`. Lines are written as they come, so that
 * none is missing whatever becomes of us. The caller closes it.
 *
 * @throws {FileError} when the folder cannot be written
 */
export function openLogFile(directory: string, name: string): LogFile {
  const path = join(directory, `${name}.log`);
  try {
    mkdirSync(directory, { recursive: true });
    keepPrevious(path, join(directory, `${name}.1.log`));
    const descriptor = openSync(path, 'a');
    return {
      path,
      write: (line) => void writeSync(descriptor, `${line}\n`),
      close: () => closeSync(descriptor),
    };
  } catch (cause) {
    const hint = '`provision.state_folder` of lab.yml names another folder for logs and state';
    throw new FileError(path, `the log ${path} cannot be written: ${(cause as Error).message}`, {
      cause,
      hint,
    });
  }
}

function keepPrevious(path: string, previous: string): void {
  try {
    renameSync(path, previous);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
