import { sh } from '../shell/command.ts';
import type { Connection } from './connection.ts';
import { CommandError } from './errors.ts';

/** Who holds a machine: shown to the second one. */
export interface LockOwner {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

/** How to wait for a machine. */
export interface LockOptions {
  readonly owner: LockOwner;
  /** Hears who holds the machine, when it is not free. */
  readonly onWaiting: (reason: string) => void;
  readonly signal?: AbortSignal;
  /** @default remla-lab.lock in /run/lock, /var/lock or the folder for temporary files: the first that can be written */
  readonly file?: string;
}

/**
 * Keeps other runs off a machine until it is disposed of. The lock belongs to a process on the machine that lives no longer
 * than the connection (flock(2)): the kernel frees it, whatever becomes of us. After a reboot it is taken again before anything
 * else runs there.
 * @throws {CommandError} when the machine has no flock, or the file cannot be made @throws the signal's reason when it aborts
 */
export async function lockMachine(
  connection: Connection,
  { owner, onWaiting, signal, file }: LockOptions,
): Promise<AsyncDisposable> {
  const note = `${owner.user}@${owner.host} (process ${owner.pid}) since ${owner.since}`;
  let complaint = '';
  try {
    return await connection.hold(lockScript(note, file), {
      ...(signal && { signal }),
      onLine: (line) => {
        const [word, ...rest] = line.split(' ');
        if (word === 'busy')
          onWaiting(`another run holds the machine: ${rest.join(' ') || 'it does not say who'}`);
        else complaint = line;
      },
    });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const isMissing = complaint === 'no-flock';
    throw new CommandError(
      connection.host,
      isMissing
        ? 'flock is missing there, by which a run locks the machine'
        : `the machine cannot be locked: ${complaint}${error.stderr}`,
      {
        command: 'flock',
        exitCode: isMissing ? 127 : error.exitCode,
        signal: undefined,
        stderr: error.stderr,
        cause: error,
        ...(isMissing && { hint: 'install util-linux there' }),
      },
    );
  }
}

/**
 * The file is only ever opened for reading: a sticky folder refuses to open another user's file for writing (sysctl
 * fs.protected_regular), and flock needs no more. It stays when the lock goes: removing it would let two runs hold one each.
 */
function lockScript(note: string, file: string | undefined): ReturnType<typeof sh> {
  const choose =
    file === undefined
      ? sh`for d in /run/lock /var/lock "\${TMPDIR:-/tmp}"; do [ -w "$d" ] && break; done; f=$d/remla-lab.lock`
      : sh`f=${file}`;
  return sh`command -v flock >/dev/null || { echo no-flock; exit 1; }
${choose}
( umask 0; set -C; : >"$f" ) 2>/dev/null
exec 9<"$f" || exit 1
flock -n 9 || { echo "busy $(cat "$f")"; flock 9 || exit 1; }
{ printf '%s\\n' ${note} >"$f"; } 2>/dev/null || :
echo ready
exec cat >/dev/null`;
}
