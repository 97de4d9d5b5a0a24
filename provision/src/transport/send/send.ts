import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { FileError } from '../../errors.ts';
import type { Content, SendOptions } from '../connection.ts';
import { piecesOf, pour, TEXT_MAX_BYTES, writeLine } from '../session/put-file.ts';
import { checkSent, makeSpool, notSent } from './destination.ts';
import type { Destination } from './destination.ts';
import { sendBySftp } from './sftp.ts';

/** Content whose size is known, and which can be read once. */
interface Source {
  readonly sizeBytes: number;
  readonly read: () => Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

/**
 * Puts content into a new file of the identity's user: small content in the shell's own script, large files by SFTP where the
 * login user's file can be made over to that user, the rest through the shell's input. Compares the SHA-256 on both sides.
 */
export async function sendContent(
  content: Content,
  destination: Destination,
): Promise<{ readonly path: string; readonly sha256: string }> {
  const { identity, shells, link, onRoundTrip, host } = destination;
  const source = await sourceOf(content);
  const hash = createHash('sha256');
  const isLarge = source.sizeBytes > TEXT_MAX_BYTES;
  const { becomeUser } = identity;
  if (
    content.kind === 'local-file' &&
    isLarge &&
    link.openSftp &&
    (becomeUser === undefined || becomeUser === 'root')
  ) {
    const sent = await sendBySftp(content, source.sizeBytes, destination);
    if (sent) return sent;
  }
  return shells.withShell(identity, async (session) => {
    session.keepsFiles();
    const name = `sent.${session.nextNumber()}`;
    onRoundTrip();
    const folder = isLarge ? await makeSpool(session) : '"$lab_dir"';
    const target = `${folder}/${name}`;
    const line = content.kind === 'bytes' ? writeLine(target, content.bytes) : undefined;
    if (line && content.kind === 'bytes') {
      hash.update(content.bytes);
      session.send(line, ' && ');
    } else {
      const { status, stderr } = await pour(session, {
        target,
        bytes: observed(source, hash, destination),
        sizeBytes: source.sizeBytes,
      });
      if (status !== 0) throw notSent(host, stderr);
      onRoundTrip();
    }
    session.send(`lab_sha256 ${target} && printf '%s' ${target}; lab_say $?\n`);
    return checkSent(await session.answer(), { host, sha256: hash.digest('hex') });
  });
}

async function sourceOf(content: Content): Promise<Source> {
  if (content.kind === 'bytes') {
    const { bytes } = content;
    return { sizeBytes: bytes.length, read: () => piecesOf(bytes) };
  }
  try {
    const { size } = await stat(content.path);
    // A file that grows meanwhile is cut at the size that was announced; the checksums then agree on that part.
    return {
      sizeBytes: size,
      read: () =>
        size === 0 ? [] : createReadStream(content.path, { end: size - 1, highWaterMark: 256 * 1024 }),
    };
  } catch (cause) {
    throw new FileError(content.path, `${content.path} cannot be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

async function* observed(
  { read, sizeBytes }: Source,
  hash: ReturnType<typeof createHash>,
  { signal, onProgress }: SendOptions,
): AsyncGenerator<Uint8Array> {
  let sentBytes = 0;
  for await (const piece of read()) {
    signal?.throwIfAborted();
    hash.update(piece);
    yield piece;
    sentBytes += piece.length;
    onProgress?.(sentBytes, sizeBytes);
  }
  if (sentBytes < sizeBytes) throw new Error('the file became shorter while it was sent');
}
