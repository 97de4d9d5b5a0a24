import { quote } from '../../shell/quote.ts';
import type { SendOptions } from '../connection.ts';
import { CommandError } from '../errors.ts';
import type { Link } from '../link.ts';
import type { ShellSession } from '../session/shell-session.ts';
import type { ShellPool } from '../shell-pool.ts';

/** Where content goes: a connection's insides. */
export interface Destination extends SendOptions {
  readonly host: string;
  readonly link: Link;
  readonly shells: ShellPool;
  readonly onRoundTrip: () => void;
}

/** A folder on the machine's disk, quoted for its shell. */
export async function makeSpool(session: ShellSession): Promise<string> {
  session.send(`lab_make_spool; printf '%s' "$lab_spool"; lab_say $?\n`);
  return quote((await session.answer()).stdout.toString());
}

/** Reads `SHA256 …` and the path from an answer. @throws {CommandError} unless what arrived is what was sent */
export function checkSent(
  { stdout, stderr, note }: { readonly stdout: Buffer; readonly stderr: Buffer; readonly note: string },
  { host, sha256 }: { readonly host: string; readonly sha256: string },
): { readonly path: string; readonly sha256: string } {
  const [checksum = '', path = ''] = stdout.toString().split('\n');
  const arrived = checksum.split(' ')[0];
  if (note !== '0') throw notSent(host, stderr.toString());
  if (arrived !== sha256) throw notSent(host, `what arrived has the SHA-256 ${arrived}, not ${sha256}`);
  return { path, sha256 };
}

/** A transfer that failed, with the machine's words. */
export function notSent(host: string, stderr: string): CommandError {
  return new CommandError(host, `a file could not be sent: ${stderr.trim()}`, {
    command: 'send',
    exitCode: 1,
    signal: undefined,
    stderr,
    hint: 'is a disk of the machine full, or mounted read-only (/dev/shm, /var/tmp)?',
  });
}
