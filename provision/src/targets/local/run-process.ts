import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

import type { ServicePlan } from './services.ts';

/** How a process ended: one of the two is undefined; both are where it could not be started. */
export interface Exit {
  readonly code: number | undefined;
  readonly signal: string | undefined;
}

/** A process that was started. */
export interface RunningProcess {
  readonly pid: number | undefined;
  /** Settles when it has ended and all that it wrote was read; never rejects. */
  readonly exited: Promise<Exit>;
  /** Asks it to end (SIGTERM). */
  end(): void;
  /** Ends it at once (SIGKILL). */
  kill(): void;
}

/** What a process is started with, beyond its plan. */
export interface RunProcessOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Called for each line that it writes, to standard output or standard error. */
  readonly onLine: (line: string) => void;
}

const WATCH_PARENT = fileURLToPath(new URL('watch-parent.ts', import.meta.url));

/** Starts a service as a process of its own. The caller ends it. */
export function runProcess(plan: ServicePlan, { environment, onLine }: RunProcessOptions): RunningProcess {
  const subprocess = execa(process.execPath, ['--import', WATCH_PARENT, plan.entry], {
    env: { ...environment, ...plan.environment },
    extendEnv: false,
    stdin: 'ignore',
    buffer: false,
    reject: false,
    ipc: true,
    // A group of its own: Ctrl-C in a terminal goes to the whole group, and it is ours to say who ends when.
    detached: true,
  });
  const outputs = [readLines(subprocess.stdout, onLine), readLines(subprocess.stderr, onLine)];
  const exited = subprocess.then(async ({ exitCode, signal, originalMessage }) => {
    await Promise.all(outputs);
    if (exitCode === undefined && signal === undefined) onLine(originalMessage ?? 'it could not be started');
    return { code: exitCode, signal };
  });
  return {
    pid: subprocess.pid,
    exited,
    end: () => void subprocess.kill('SIGTERM'),
    kill: () => void subprocess.kill('SIGKILL'),
  };
}

/** Calls back for each line of a stream; comes back when it has ended. */
export function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  lines.on('line', onLine);
  return new Promise((resolve) => {
    lines.once('close', resolve);
  });
}
