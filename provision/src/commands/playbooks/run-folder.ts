import { access, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { FileError } from '../../errors.ts';

/** So many runs are kept. */
const KEPT_RUNS = 20;

/** A run that has left no page is under way, or was killed: after this time it was. */
const LONGEST_RUN_MS = 24 * 60 * 60 * 1000;

/** A name that sorts by time: `2026-11-21T07-31-43-123Z`. */
const RUN_NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z(-\d+)?$/;

/** Makes the folder of a run, which only the user can read, and takes the oldest ones away. @throws {FileError} */
export async function makeRunFolder(stateFolder: string, nowMs: number): Promise<string> {
  const runs = join(stateFolder, 'runs');
  try {
    await mkdir(runs, { recursive: true });
    const name = new Date(nowMs).toISOString().replace(/[:.]/g, '-');
    const folder = join(runs, name);
    // Two runs may begin in one millisecond: then the second has the number of its process, too.
    const made = await mkdir(folder, { mode: 0o700 }).then(
      () => folder,
      async () => {
        const second = `${folder}-${process.pid}`;
        await mkdir(second, { mode: 0o700 });
        return second;
      },
    );
    await prune(runs, nowMs);
    return made;
  } catch (cause) {
    throw new FileError(runs, `${runs} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

async function prune(runs: string, nowMs: number): Promise<void> {
  const names = (await readdir(runs)).filter((name) => RUN_NAME.test(name)).sort();
  const surplus = names.slice(0, -KEPT_RUNS).map((name) => join(runs, name));
  await Promise.all(
    surplus.map(async (folder) => {
      if (await isOver(folder, nowMs)) await rm(folder, { recursive: true, force: true });
    }),
  );
}

async function isOver(folder: string, nowMs: number): Promise<boolean> {
  const hasPage = await access(join(folder, 'report.html')).then(
    () => true,
    () => false,
  );
  if (hasPage) return true;
  const madeMs = (await stat(folder).catch(() => undefined))?.mtimeMs ?? nowMs;
  return nowMs - madeMs > LONGEST_RUN_MS;
}
