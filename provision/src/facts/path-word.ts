import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';

/** How many paths one command line takes: far below the kernel's limit, also with long names. */
const PATHS_A_COMMAND = 500;

/**
 * A path of a playbook as a word of a script. `~` and `~user` at its beginning are left to the machine's shell; a
 * relative one may begin with a dash.
 */
export function pathWord(path: string): Command {
  const tilde = /^~([\w.-]*)(?:\/([^]*))?$/.exec(path);
  if (tilde) {
    const [, user = '', below] = tilde;
    const home = user === '' ? sh`~` : sh`~${user}`;
    return below === undefined ? home : sh`${home}/${below}`;
  }
  return path.startsWith('-') ? sh`${`./${path}`}` : sh`${path}`;
}

/** A script for many paths: `look` reads them as `"$@"`, some hundred at a time, in order. */
export function forPaths(paths: readonly string[], look: Command): Command {
  return lines(groupsOf(paths).flatMap((group) => [sh`set -- ${words(group)}`, look]));
}

/** How the keys of `forPaths` fall into groups: a script's output is read group by group. */
export function groupsOf<Key>(keys: readonly Key[]): readonly (readonly Key[])[] {
  const starts = keys.flatMap((_, index) => (index % PATHS_A_COMMAND === 0 ? [index] : []));
  return starts.map((start) => keys.slice(start, start + PATHS_A_COMMAND));
}

function words(paths: readonly string[]): Command {
  return paths.map(pathWord).reduce((all, word) => sh`${all} ${word}`);
}
