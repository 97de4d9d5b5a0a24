import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { nulRows } from './nul-fields.ts';
import { pathWord } from './path-word.ts';
import { FIND_STAMPS } from './stamps-folder.ts';

/** Where something was unpacked, and which way. */
export interface UnpackedKey {
  readonly dest: string;
  /** Tells apart what was unpacked there: letters and digits. */
  readonly slot: string;
  /** Whether the names in the archive are wanted. */
  readonly isListed: boolean;
}

/** An archive whose every file is there as it was unpacked. */
export interface Unpacked {
  readonly sha256: string;
  /** What kind of archive it was, as Ansible calls it. */
  readonly handler: string;
  /** The names in it; none where they are not wanted. */
  readonly files: readonly string[];
}

const NAME = 'unpacked-archive';

/**
 * Prints what everything in a list of names looks like: kind, permissions and owner, and of files size, time of the last
 * change and inode. A folder's own time changes with what others put into it. A name that is not there is left out.
 */
export const LOOK_AT_NAMES = sh`lab_look() {
  xargs -0 -r sh -c 'LC_ALL=C exec find "$@" -maxdepth 0 \\( -type d -printf "d %m %U %G %p\\0" -o -printf "%y %m %U %G %s %T@ %i %l %p\\0" \\)' sh <"$1" 2>/dev/null
}`;

/** Finds the folder of the stamp of what was unpacked in the folder where the shell is, into \`lab_stamp\`. */
export function findStamp(slot: string): Command {
  return lines([FIND_STAMPS, sh`lab_stamp=$lab_stamps$(pwd -P)/%unpacked.${slot}`]);
}

const UNPACKED: FactFamily<UnpackedKey, Unpacked | undefined> = {
  name: NAME,
  programs: ['find', 'xargs', 'cmp'],
  steadiness: 'settled',
  script: (keys) => lines([LOOK_AT_NAMES, ...keys.map(look)]),
  parse: (stdout, keys) => {
    const rows = nulRows(stdout, { family: NAME, rows: keys.length, width: 3 });
    return rows.map(([sha256 = '', handler = '', list = '']) =>
      sha256 === '' ? undefined : { sha256, handler, files: namesIn(list) },
    );
  },
};

/** The names in an archive, as tar and unzip list them. */
export function namesIn(list: string): readonly string[] {
  return list.split('\n').filter((name) => name !== '');
}

/**
 * What was unpacked somewhere and is still there as it was; undefined where something of it is not, or nothing is known.
 * Looks at names and numbers, and reads no content.
 */
export function unpackedIn(key: UnpackedKey): MachineFact<Unpacked | undefined> {
  return about(UNPACKED, key);
}

function look({ dest, slot, isListed }: UnpackedKey): Command {
  return sh`(
  lab_nothing() { printf '\\0\\0\\0'; exit 0; }
  cd -- ${pathWord(dest)} 2>/dev/null || lab_nothing
  ${findStamp(slot)}
  [ -f "$lab_stamp/about" ] && [ -O "$lab_stamp" ] && [ -O "$lab_stamp/about" ] || lab_nothing
  lab_look "$lab_stamp/names" | cmp -s - "$lab_stamp/look" || lab_nothing
  read -r lab_sha256 lab_handler <"$lab_stamp/about"
  printf '%s\\0' "$lab_sha256" "$lab_handler"
  ${isListed ? sh`cat "$lab_stamp/list"` : sh`:`}
  printf '\\0'
)`;
}
