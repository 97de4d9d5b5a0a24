import { join } from 'node:path';

import { loadLab } from '../lab/load.ts';
import type { LoadedLab } from '../lab/load.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import type { CommandContext } from './command.ts';

/** lab.yml with what is merged over it: `--lab`, or else LAB_FILE. */
export function loadLabOf(
  { root, environment }: CommandContext,
  files: SourceFiles,
  overlay: string | undefined,
): Promise<{ loaded: LoadedLab | undefined; problems: readonly Problem[] }> {
  // An empty LAB_FILE is none: that is how a shell takes a variable back for one command.
  return loadLab(files, {
    base: join(root, 'lab.yml'),
    overlay: overlay ?? (environment['LAB_FILE'] || undefined),
  });
}
