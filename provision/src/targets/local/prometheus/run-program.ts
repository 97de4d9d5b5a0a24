import { execa } from 'execa';

import { readLines } from '../run-process.ts';
import type { RunProcessOptions, RunningProcess } from '../run-process.ts';

/** Reads until we are gone, even by kill -9, for then the pipe closes; then ends the process that is named. */
const WATCH = 'read -r _; kill "$1"';

/**
 * Starts a program that is none of ours as a process of its own, and beside it a shell that ends it when we are gone:
 * our services see that themselves (watch-parent.ts). The caller ends it.
 */
export function runProgram(
  command: readonly [file: string, ...args: string[]],
  { environment, onLine }: RunProcessOptions,
): RunningProcess {
  const [file, ...args] = command;
  // Groups of their own: Ctrl-C in a terminal goes to the whole group, and it is ours to say who ends when.
  const shared = {
    env: environment,
    extendEnv: false,
    buffer: false,
    reject: false,
    detached: true,
  } as const;
  const subprocess = execa(file, args, { ...shared, stdin: 'ignore' });
  const { pid } = subprocess;
  const watcher =
    pid === undefined
      ? undefined
      : execa('sh', ['-c', WATCH, 'sh', String(pid)], { ...shared, stdin: 'pipe' });
  const outputs = [readLines(subprocess.stdout, onLine), readLines(subprocess.stderr, onLine)];
  const exited = subprocess.then(async ({ exitCode, signal, originalMessage }) => {
    // Before anything else: the number may soon be another process's.
    watcher?.kill('SIGKILL');
    await Promise.all([...outputs, watcher]);
    if (exitCode === undefined && signal === undefined) onLine(originalMessage ?? 'it could not be started');
    return { code: exitCode, signal };
  });
  return {
    pid,
    exited,
    end: () => void subprocess.kill('SIGTERM'),
    kill: () => void subprocess.kill('SIGKILL'),
  };
}
