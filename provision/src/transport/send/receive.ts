import { Readable } from 'node:stream';

import { sh } from '../../shell/command.ts';
import type { Connection, SendOptions } from '../connection.ts';
import { CommandError } from '../errors.ts';

const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * The content of a file, piece by piece: a round trip for each 4 MiB, none before the last one was read.
 * @throws {CommandError} when it cannot be read
 */
export async function receiveFile(
  connection: Pick<Connection, 'ask' | 'host'>,
  path: string,
  options: SendOptions,
): Promise<Readable> {
  const first = await readPiece(connection, { path, from: 0, options });
  async function* pieces(): AsyncGenerator<Buffer> {
    let piece = first;
    let from = 0;
    for (;;) {
      from += piece.length;
      if (piece.length > 0) yield piece;
      options.onProgress?.(from, from);
      if (piece.length < PIECE_BYTES) return;
      piece = await readPiece(connection, { path, from, options });
    }
  }
  return Readable.from(pieces(), { objectMode: false });
}

async function readPiece(
  connection: Pick<Connection, 'ask' | 'host'>,
  { path, from, options }: { readonly path: string; readonly from: number; readonly options: SendOptions },
): Promise<Buffer> {
  const { identity, signal } = options;
  const command = sh`if [ -d ${path} ]; then echo ${path}: is a folder >&2; exit 1; fi
exec <${path}; tail -c +${from + 1} | head -c ${PIECE_BYTES}`;
  const [output] = await connection.ask([command], { identity, ...(signal && { signal }) });
  if (output?.exitCode === 0) return output.stdout;
  const stderr = output?.stderr.toString().trim() ?? '';
  throw new CommandError(connection.host, `${path} cannot be read: ${stderr}`, {
    command: command.text,
    exitCode: output?.exitCode,
    signal: output?.signal,
    stderr,
  });
}
