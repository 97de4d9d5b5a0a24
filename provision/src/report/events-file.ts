import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

import { FileError } from '../errors.ts';
import { eventLine } from './event-line.ts';
import type { Report } from './report.ts';

/**
 * Each event as a line of a new file, written at once: what a killed run did can be read there.
 * @throws {FileError} when the file cannot be opened
 */
export function eventsFile(path: string): Report {
  const descriptor = open(path);
  return {
    sink: (event) => void writeSync(descriptor, eventLine(event)),
    end: () => closeSync(descriptor),
  };
}

function open(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w', 0o600);
  } catch (cause) {
    throw new FileError(path, `${path} cannot be written: ${(cause as Error).message}`, { cause });
  }
}
