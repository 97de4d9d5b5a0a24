import { sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
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
}

/**
 * Keeps other runs off a machine until it is disposed of. The lock belongs to a process on the machine that lives no longer
 * than the connection (flock(2)): the kernel frees it, whatever becomes of us. A command that outlives its connection is
 * waited for too: whoever watches it holds a part of `FILE.tasks` (boot.sh). After a reboot the lock is taken again before
 * anything else runs there.
 * @throws {CommandError} when the machine has no flock, or the file cannot be made @throws the signal's reason when it aborts
 */
export async function lockMachine(
  connection: Connection,
  { owner, onWaiting, signal }: LockOptions,
): Promise<AsyncDisposable> {
  const note = `${owner.user}@${owner.host} (process ${owner.pid}) since ${owner.since}`;
  let complaint = '';
  try {
    return await connection.hold(lockScript(note, connection.lockFiles, WAIT_FOR_TASKS), {
      // What this run itself began may go on meanwhile, under another of the machine's names too.
      again: lockScript(note, connection.lockFiles, sh``),
      ...(signal && { signal }),
      onLine: (line) => {
        const [word, ...rest] = line.split(' ');
        const who = rest.join(' ') || 'it does not say who';
        if (word === 'busy') onWaiting(`another run holds the machine: ${who}`);
        else if (word === 'at-work') onWaiting(`what an earlier run began there is still at work: ${who}`);
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

/** The shells of a run that has just ended, or was killed, need a moment to go. */
const WAIT_FOR_TASKS = sh`exec 5<"$f.tasks" || exit 1
for each in 1 2 3 4 5 6 7 8 9 10; do flock -n 5 && break; sleep 0.1; done
flock -n 5 || { echo "at-work $(cat "$f")"; flock 5 4<&- >/dev/null 2>&1 || exit 1; }
exec 5<&-`;

/**
 * The files are only ever opened for reading: a sticky folder refuses to open another user's file for writing (sysctl
 * fs.protected_regular), and flock needs no more. They stay when the lock goes: removing one would let two runs hold one each.
 * When the input ends, the script does, also while it waits; what it waits with then holds nothing.
 */
function lockScript(note: string, files: readonly string[], waitForTasks: Command): Command {
  return sh`{
command -v flock >/dev/null || { echo no-flock; exit 1; }
for f in ${files}; do [ ! -w "\${f%/*}" ] || break; done
for each in "$f" "$f.tasks"; do ( umask 0; set -C; : >"$each" ) 2>/dev/null; done
exec 3<&0 4<"$f" || exit 1
( exec 4<&-; cat <&3 >/dev/null; kill $$ ) &
flock -n 4 || { echo "busy $(cat "$f")"; flock 4 >/dev/null 2>&1 || exit 1; }
${waitForTasks}
{ printf '%s\\n' ${note} >"$f"; } 2>/dev/null
echo ready
wait
}`;
}
