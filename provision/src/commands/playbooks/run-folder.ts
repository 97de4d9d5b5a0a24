import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { FileError } from '../../errors.ts';

/** So many runs are kept. */
const KEPT_RUNS = 20;

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
    await prune(runs);
    return made;
  } catch (cause) {
    throw new FileError(runs, `${runs} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

async function prune(runs: string): Promise<void> {
  const names = (await readdir(runs)).filter((name) => RUN_NAME.test(name)).sort();
  await Promise.all(
    names.slice(0, -KEPT_RUNS).map((name) => rm(join(runs, name), { recursive: true, force: true })),
  );
}
