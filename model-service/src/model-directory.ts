import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The directory that MODEL_DIR means. npm runs a workspace's script in the workspace, and tells in INIT_CWD where the
 * person was: a relative path that is not found from here is looked for from there.
 */
export function modelDirectory(
  text: string,
  { cwd, initialCwd }: { readonly cwd: string; readonly initialCwd: string | undefined },
): string {
  const here = resolve(cwd, text);
  if (initialCwd === undefined || existsSync(here)) return here;
  const there = resolve(initialCwd, text);
  return existsSync(there) ? there : here;
}
