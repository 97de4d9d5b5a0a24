import { quote } from '../../shell/quote.ts';
import type { ShellSession } from './shell-session.ts';

/** Up to here bytes travel as quoted text in the shell's own script: no round trip of their own. */
export const TEXT_MAX_BYTES = 64 * 1024;

const CHUNK_BYTES = 256 * 1024;

/** A line of the shell that writes bytes to a file, or undefined when they must be poured: too many, or a NUL among them. */
export function writeLine(target: string, bytes: Uint8Array): Buffer | undefined {
  if (bytes.length > TEXT_MAX_BYTES || bytes.includes(0)) return undefined;
  // A byte is a character of latin1, so that quoting leaves what is no UTF-8 alone.
  const text = quote(Buffer.from(bytes).toString('latin1'));
  return Buffer.from(`printf %s ${text} >${target}`, 'latin1');
}

/** Bytes in pieces that a channel takes at once. */
export function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) yield bytes.subarray(at, at + CHUNK_BYTES);
}

/**
 * Has the machine read so many bytes from the shell's input into a file, whatever is in them, and gives its exit status (0 is
 * good) and words. The shell says first that it is ready, for dash reads ahead what is sent too early; and where the file
 * cannot be written, the rest is read all the same, for else it would be taken for commands.
 * @param target a word of the shell, quoted
 */
export async function pour(
  session: ShellSession,
  {
    target,
    bytes,
    sizeBytes,
  }: {
    readonly target: string;
    readonly bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
    readonly sizeBytes: number;
  },
): Promise<{ readonly status: number; readonly stderr: string }> {
  session.send(
    `lab_say go; head -c ${sizeBytes} | { cat >${target}; lab_status=$?; cat >/dev/null; exit $lab_status; }; lab_say $?\n`,
  );
  await session.answer();
  try {
    for await (const piece of bytes) await session.write(piece);
  } catch (error) {
    // Half of it went: the shell waits for the other half.
    session.destroy();
    throw error;
  }
  const { note, stderr } = await session.answer();
  return { status: Number(note), stderr: stderr.toString() };
}
