import { spawnSync } from 'node:child_process';

import type { FactFamily } from '../../modules/fact.ts';

const GNU =
  'stat --version && find --version && sha256sum --version && realpath --version && chmod --version';

/** Why the scripts of facts cannot run here: they are made for the machines, which have GNU's programs. */
export const NO_GNU =
  spawnSync('/bin/sh', ['-c', GNU]).status === 0
    ? undefined
    : "needs GNU's coreutils and findutils, as the machines have them";

/** Asks this machine with a family's own script, run by /bin/sh in a folder. */
export function askHere<Key, Value>(
  family: FactFamily<Key, Value>,
  keys: readonly Key[],
  folder: string,
): readonly Value[] {
  const { text } = family.script(keys);
  const run = spawnSync('/bin/sh', ['-s'], {
    cwd: folder,
    env: { ...process.env, HOME: folder },
    input: text,
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(`${family.name}: exit ${run.status}: ${run.stderr.toString()}`);
  return family.parse(run.stdout, keys);
}
