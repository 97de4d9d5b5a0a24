import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { execa, execaSync } from 'execa';

import { freePorts } from '../free-ports.ts';
import { writeOwnState } from '../own-state.ts';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LAB = join(ROOT, 'provision', 'bin', 'lab.js');
/**
 * The gateway, two releases of two services, the gateway's metrics, a way to the model for each release of the app, and
 * Prometheus.
 */
const PORTS = 9;

/** How a command of `lab` ended. */
export interface Ended {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of `lab` to its end, with nothing of this user's own: no home directory, no settings. */
export async function runLab(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const { exitCode, stdout, stderr } = await execa(process.execPath, [LAB, ...args], {
    cwd: ROOT,
    env: bareEnvironment(environment),
    extendEnv: false,
    reject: false,
  });
  return { exitCode, stdout, stderr };
}

/** A lab that runs as `npm start` runs it, in a process of its own. Disposing ends it, however it stands. */
export interface RunningLab extends AsyncDisposable {
  readonly pid: number;
  readonly port: number;
  readonly origin: string;
  /** For other commands about this lab. */
  readonly environment: Readonly<Record<string, string>>;
  /** All that it has written so far. */
  output(): string;
  /** Comes back when the output holds the text, from a position on. */
  waitFor(text: string, from?: number): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** How it ended; it does so after a signal. */
  readonly ended: Promise<Ended>;
  /** The process that a service is now, as the lab last said. */
  pidOf(name: ServiceName): number;
}

/** The services of a lab, as it calls them. */
export const SERVICES = ['app-v1', 'app-v2', 'model-service-v1', 'model-service-v2'] as const;
export type ServiceName = (typeof SERVICES)[number];

export interface StartOptions {
  readonly args?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** A file that is merged over lab.yml. */
  readonly overlay?: string;
}

/**
 * Starts a lab on free ports with a state folder of its own, its chance from a seed; comes back when it is open.
 * @throws when it is not
 */
export async function startLab({
  args = [],
  environment = {},
  overlay,
}: StartOptions = {}): Promise<RunningLab> {
  const port = await freePorts(PORTS);
  const state = await mkdtemp(join(tmpdir(), 'lab-e2e-'));
  const own = { ...environment, LAB_FILE: await writeOwnState(state, overlay) };
  const seed = args.includes('--seed') ? [] : ['--seed', '2026'];
  const lab = execa(process.execPath, [LAB, 'up', '--port', String(port), ...seed, ...args], {
    cwd: ROOT,
    env: bareEnvironment(own),
    extendEnv: false,
    all: true,
    reject: false,
  });
  let text = '';
  lab.all.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  const ended = lab.then(({ exitCode, stdout, stderr }) => ({ exitCode, stdout, stderr }));
  const pid = lab.pid ?? 0;
  const running: RunningLab = {
    pid,
    port,
    origin: `http://localhost:${port}`,
    environment: own,
    output: () => text,
    async waitFor(wanted, from = 0) {
      const over = ended.then(() => true);
      while (!text.slice(from).includes(wanted)) {
        // A failed wait is a test's time-out; a lab that has ended says why.
        if (await Promise.race([over, wait(20, false)])) throw new Error(`lab up ended: ${text}`);
      }
    },
    signal: (name) => void process.kill(pid, name),
    ended,
    pidOf: (name) => pidIn(text, name),
    async [Symbol.asyncDispose]() {
      lab.kill('SIGTERM');
      await ended;
      await rm(state, { recursive: true, maxRetries: 5 });
    },
  };
  await running.waitFor('The lab is open');
  return running;
}

/** The process of a service, as the output of a lab last named it. */
export function pidIn(output: string, name: ServiceName): number {
  const said = [...output.matchAll(RegExp(`^.*\\b${name}\\b.*\\bprocess (\\d+)`, 'gm'))].at(-1);
  if (!said) throw new Error(`no process of ${name} was named`);
  return Number(said[1]);
}

/** Whether a process runs; one that has ended and that its parent has not asked about yet (a zombie) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const { stdout } = execaSync('ps', ['-o', 'stat=', '-p', String(pid)], { reject: false });
    return stdout !== '' && !stdout.startsWith('Z');
  } catch {
    return false;
  }
}

/** Comes back when the condition holds; a condition that never does is a test's time-out. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await wait(20);
}

/** What a machine that has only Node would give; the variables of whoever runs the tests stay outside. */
export function bareEnvironment(more: Readonly<Record<string, string>>): Record<string, string> {
  const { PATH = '', LAB_FILE } = process.env;
  return { PATH, HOME: '/nonexistent', CI: 'true', ...(LAB_FILE !== undefined && { LAB_FILE }), ...more };
}
