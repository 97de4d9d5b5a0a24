import { readFileSync } from 'node:fs';

import { quote } from '../../shell/quote.ts';

/** Folders of ours on a machine begin with this; behind it stand the shell's process id and something random. */
export const FOLDER_PREFIX = 'remla-lab';

const BOOT = readFileSync(new URL('boot.sh', import.meta.url), 'utf8');

/** What a shell on the machine reads first: boot.sh, with the words of this session. */
export function bootScript({ mark, nonce }: { readonly mark: string; readonly nonce: string }): string {
  return `lab_mark=${quote(mark)} lab_nonce=${quote(nonce)} lab_folder_prefix=${FOLDER_PREFIX}\n${BOOT}`;
}
