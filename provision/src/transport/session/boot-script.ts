import { readFileSync } from 'node:fs';

import { quote } from '../../shell/quote.ts';

/** Folders of ours on a machine begin with this; behind it stand the shell's process id and something random. */
export const FOLDER_PREFIX = 'remla-lab';

const BOOT = readFileSync(new URL('boot.sh', import.meta.url), 'utf8');

/** What a shell on the machine reads first: boot.sh, with the words of this session. `lockFiles`: see there. */
export function bootScript({
  mark,
  nonce,
  lockFiles,
}: {
  readonly mark: string;
  readonly nonce: string;
  readonly lockFiles: readonly string[];
}): string {
  const words = lockFiles.map((file) => quote(`${file}.tasks`)).join(' ');
  // The file is looked for when a command runs: a shell may be older than the machine's first lock.
  const find = `lab_find_tasks() { for lab_tasks in ${words} ''; do [ ! -r "$lab_tasks" ] || return 0; done; return 1; }`;
  return `lab_mark=${quote(mark)} lab_nonce=${quote(nonce)} lab_folder_prefix=${FOLDER_PREFIX}\n${find}\n${BOOT}`;
}
