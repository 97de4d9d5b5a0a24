import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

import type { DownloadAction, DownloadOutput } from '../../modules/action.ts';
import { CommandError } from '../../transport/errors.ts';
import type { Performed } from './perform.ts';
import type { World } from './world.ts';

/** Copies a file of the machine to the user's machine, in one step. What it may not read or write is the output's failure. */
export async function download(action: DownloadAction, world: World): Promise<Performed> {
  const temporary = `${action.to}.${process.pid}.part`;
  try {
    await mkdir(dirname(action.to), { recursive: true });
    const digests = await fetchInto(temporary, action, world);
    await rename(temporary, action.to);
    return output({ failure: undefined, ...digests });
  } catch (error) {
    await rm(temporary, { force: true });
    return output({ failure: reasonOf(error), sha256: '', sha1: '' });
  }
}

async function fetchInto(
  temporary: string,
  { path }: DownloadAction,
  world: World,
): Promise<Pick<DownloadOutput, 'sha256' | 'sha1'>> {
  const { connection, identity, signal, onProgress } = world;
  const content = await connection.receive(path, {
    identity,
    signal,
    onProgress: (doneBytes, totalBytes) => onProgress({ what: path, doneBytes, totalBytes }),
  });
  const [sha256, sha1] = [createHash('sha256'), createHash('sha1')];
  content.on('data', (chunk: Buffer) => {
    sha256.update(chunk);
    sha1.update(chunk);
  });
  // What came from a machine may be secret there.
  await pipeline(content, createWriteStream(temporary, { mode: 0o600 }), { signal });
  return { sha256: sha256.digest('hex'), sha1: sha1.digest('hex') };
}

/** @throws what is no matter of this file: a lost connection, an interrupted run */
function reasonOf(error: unknown): string {
  if (error instanceof CommandError) return error.stderr.trim() || error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined || code === 'ABORT_ERR' || !/^E[A-Z]+$/.test(code)) throw error;
  return message;
}

function output(value: DownloadOutput): Performed {
  return { kind: 'output', output: value };
}
