import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { inOrder } from '../in-order.ts';
import { attributeCommands } from './changes.ts';
import { NEW_FOLDER_MODE } from './mode.ts';
import type { Attributes } from './ownership.ts';

/**
 * Makes a folder and those on the way to it that are not there, each with the attributes. At no moment may anyone do
 * more with a new folder than its mode allows.
 */
export function makeFolders(path: string, wanted: Attributes): readonly Command[] {
  return prefixesOf(path).map((folder) => {
    const word = pathWord(folder);
    const make = wanted.mode === undefined ? sh`mkdir -- ${word}` : sh`(umask 077; mkdir -- ${word})`;
    const dress = attributeCommands(folder, { kind: 'folder', mode: NEW_FOLDER_MODE }, wanted);
    return sh`{ [ -d ${word} ] || { ${inOrder([make, ...dress])}; }; }`;
  });
}

/** `/a`, `/a/b`, `/a/b/c` for `/a/b/c`. */
function prefixesOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '');
  const start = path.startsWith('/') ? '/' : '';
  return parts
    .map((_, index) => `${start}${parts.slice(0, index + 1).join('/')}`)
    .filter((prefix) => !/^~[\w.-]*$/.test(prefix));
}
