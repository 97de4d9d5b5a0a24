import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** Clock ticks of /proc a second: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const LONGEST_START_MS = 30_000;

/** A server under test, a process of its own. */
export interface Subject {
  readonly port: number;
  /** CPU time that the process and its children have used, all threads. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export interface SubjectOptions {
  readonly command: string;
  readonly arguments: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** A request that is answered with 200 once the server can be measured. */
  readonly readyPath: string;
}

/** Starts a server; comes back when it is ready. Its log goes nowhere, its errors to ours. */
export async function startSubject(options: SubjectOptions): Promise<Subject> {
  const { command, env, port, readyPath } = options;
  const child = spawn(command, [...options.arguments], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exited = once(child, 'close');
  const kill = (): void => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    for (const pid of processesOf(child)) process.kill(pid, 'SIGKILL');
  };
  // However this process ends, the server does not outlive it.
  process.once('exit', kill);
  const stop = async (): Promise<void> => {
    kill();
    await exited;
    process.off('exit', kill);
  };
  try {
    await untilReady(child, port, readyPath);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, cpuSeconds: () => cpuSecondsOf(child), stop };
}

async function untilReady(child: ChildProcess, port: number, path: string): Promise<void> {
  const deadlineMs = Date.now() + LONGEST_START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`a server ended with ${child.exitCode} before it was ready`);
    if (Date.now() > deadlineMs) throw new Error(`nothing ready at port ${port}`);
    if (await isListening(port)) {
      const { status } = await fetch(`http://127.0.0.1:${port}${path}`);
      if (status === 200) return;
    }
    await wait(50);
  }
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isOpen = await Promise.race([
    once(socket, 'connect').then(
      () => true,
      () => false,
    ),
    once(socket, 'close').then(() => false),
  ]);
  socket.destroy();
  return isOpen;
}

function cpuSecondsOf(child: ChildProcess): number {
  let ticks = 0;
  for (const pid of processesOf(child)) {
    // Behind the name in parentheses: utime and stime are the 12th and 13th fields.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / TICKS_PER_SECOND;
}

/** The process and its children: gunicorn works in one. */
function processesOf({ pid }: ChildProcess): readonly number[] {
  if (pid === undefined) return [];
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .split(' ')
    .filter(Boolean)
    .map(Number);
  return [pid, ...children];
}
