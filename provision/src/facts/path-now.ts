import { about, type FactFamily, type MachineFact } from '../modules/fact.ts';
import { type Command, lines, sh } from '../shell/command.ts';
import { expandedWord } from './expanded-word.ts';
import { nulRows } from './nul-fields.ts';

interface PathKey {
  readonly path: string;
  readonly isRead: boolean;
}

/** A path at this very moment. */
export interface PathNow {
  readonly isThere: boolean;
  /** There where it was to be read and can be: text without its NUL bytes. */
  readonly content: string | undefined;
}

const NAME = 'path-now';
const FIELDS_A_KEY = 2;

const PATH_NOW: FactFamily<PathKey, PathNow> = {
  name: NAME,
  programs: [],
  steadiness: 'fresh',
  script: (keys) => lines(keys.map(look)),
  parse: (stdout, keys) => {
    const rows = nulRows(stdout, { family: NAME, rows: keys.length, width: FIELDS_A_KEY });
    return keys.map(({ isRead }, index) => {
      const [found, content] = rows[index] ?? [];
      return { isThere: found !== 'no', content: isRead && found === 'read' ? content : undefined };
    });
  },
};

/** Whether something lies under a path now, and what is in it. A link to nothing counts as nothing. */
export function pathNow(path: string, { isRead }: { readonly isRead: boolean }): MachineFact<PathNow> {
  return about(PATH_NOW, { path, isRead });
}

function look({ path, isRead }: PathKey): Command {
  const word = expandedWord(path, { isExpanded: true, isGlob: false });
  const read = isRead
    ? sh`if [ -f ${word} ] && [ -r ${word} ]; then printf 'read\\0'; tr -d '\\000' <${word}; else printf 'yes\\0'; fi`
    : sh`printf 'yes\\0'`;
  return sh`if [ -e ${word} ]; then ${read}; else printf 'no\\0'; fi; printf '\\0'`;
}
