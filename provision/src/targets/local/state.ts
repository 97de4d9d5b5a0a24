import { connect } from 'node:net';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { LabError } from '../../errors.ts';
import { readIfThere } from '../../files/read-if-there.ts';
import { replaceFile } from '../../files/replace-file.ts';
import { Promised } from './promised.ts';
import { reachableHost } from './services.ts';

/** What a running lab leaves in its state folder, so that other commands find it. */
export const LocalState = z.strictObject({
  pid: z.int(),
  host: z.string(),
  port: z.int(),
  metricsPort: z.int(),
  startedAt: z.string(),
  promised: Promised,
  /** Null where none was started. That it was is no promise that it still runs. */
  prometheus: z.strictObject({ port: z.int() }).nullable(),
});
export type LocalState = z.infer<typeof LocalState>;

const FILE = 'local.json';

/** A lab of this state folder runs already. */
export class AlreadyRunningError extends LabError {
  readonly code = 'lab-already-running';
}

/** The lab that runs with this state folder, or undefined: what a killed one left behind does not count. */
export async function findRunningLab(directory: string): Promise<LocalState | undefined> {
  const text = await readIfThere(join(directory, FILE));
  if (text === undefined) return undefined;
  const parsed = LocalState.safeParse(parseJson(text));
  if (!parsed.success || !isAlive(parsed.data.pid)) return undefined;
  // The number may be another program's by now: the lab is there when its port answers, too.
  return (await answers(parsed.data)) ? parsed.data : undefined;
}

/** @throws {AlreadyRunningError} when a lab runs with this state folder */
export async function refuseSecondLab(directory: string): Promise<void> {
  const running = await findRunningLab(directory);
  if (!running) return;
  const message = `a lab runs already: http://localhost:${running.port} (process ${running.pid})`;
  const hint =
    'Use that one, end it with Ctrl-C where it runs, or give the second one a `provision.state_folder` of its own (--lab FILE).';
  throw new AlreadyRunningError(message, { hint });
}

/** Writes the state in one step. @throws {FileError} */
export async function writeState(directory: string, state: LocalState): Promise<void> {
  const path = join(directory, FILE);
  await replaceFile(path, `${JSON.stringify(state, undefined, 2)}\n`);
}

/** Takes the state away; it is no error when it is not there. */
export async function removeState(directory: string): Promise<void> {
  await rm(join(directory, FILE), { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Half-written by something that is no lab: as good as not there.
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function answers({ host, port }: LocalState): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: reachableHost(host), port, timeout: 1000 });
    const settle = (isAnswering: boolean) => {
      socket.destroy();
      resolve(isAnswering);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
    socket.once('timeout', () => settle(false));
  });
}
