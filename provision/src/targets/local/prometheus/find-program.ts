import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

import type { LoadedLab } from '../../../lab/load.ts';
import type { Lab } from '../../../lab/schema.ts';
import { problemAt } from '../../../source/document.ts';
import type { Problem } from '../../../source/problem.ts';

const PROGRAM = 'prometheus';

/** The Prometheus that lab.yml asks for, as a path; undefined where it asks for none, or for what is not installed. */
export async function findPrometheus(
  wanted: Lab['local']['prometheus'],
  searchPath: string,
): Promise<string | undefined> {
  if (wanted === 'off') return undefined;
  if (wanted !== 'auto') return wanted;
  for (const folder of searchPath.split(delimiter)) {
    const path = join(folder, PROGRAM);
    if (folder !== '' && (await isProgram(path))) return path;
  }
  return undefined;
}

/** A problem where lab.yml names a program that cannot be run. */
export async function prometheusProblems({ lab, source }: LoadedLab): Promise<readonly Problem[]> {
  const { prometheus } = lab.local;
  if (prometheus === 'off' || prometheus === 'auto' || (await isProgram(prometheus))) return [];
  const message = `${prometheus} is no program that this user can run`;
  const hint = 'auto takes the one that is installed, and none where there is none; off takes none';
  return [problemAt(source, ['local', 'prometheus'], 'bad-value', message, hint)];
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours to run: either way it is not the one.
    return false;
  }
}
