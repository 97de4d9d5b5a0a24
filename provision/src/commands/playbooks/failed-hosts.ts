import { join } from 'node:path';

import { readIfThere } from '../../files/read-if-there.ts';
import { replaceFile } from '../../files/replace-file.ts';
import type { Recap } from '../../run/event.ts';

const FILE = 'failed-hosts';

/** Remembers which machines failed or could not be reached, for `-l @failed`. @throws {FileError} */
export async function rememberFailed(
  stateFolder: string,
  recap: Readonly<Record<string, Recap>>,
): Promise<void> {
  const failed = Object.keys(recap).filter((host) => {
    const { failed: failures = 0, unreachable = 0 } = recap[host] ?? {};
    return failures + unreachable > 0;
  });
  await replaceFile(join(stateFolder, FILE), failed.map((host) => `${host}\n`).join(''));
}

/** The machines that failed in the last run; undefined where there was none. @throws {FileError} */
export async function readFailed(stateFolder: string): Promise<readonly string[] | undefined> {
  const text = await readIfThere(join(stateFolder, FILE));
  return text?.split('\n').filter((host) => host !== '');
}
