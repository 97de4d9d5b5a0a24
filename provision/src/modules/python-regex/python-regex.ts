import { readClass } from './python-class.ts';
import { readEscape } from './python-escape.ts';
import { UntranslatablePattern } from './untranslatable-pattern.ts';

/** A pattern ready to be searched for, or why it cannot be. */
export type Translated = { readonly regexp: RegExp } | { readonly refused: string };

interface Group {
  readonly flags: string;
}

/** How a pattern of Python's is meant. */
export interface PatternOptions {
  /** Flags besides those that the pattern begins with: `i`, `m`, `s`. @default none */
  readonly flags?: string;
  /** It is searched for in bytes, given as text whose characters are bytes (latin1). @default false */
  readonly isBytes?: boolean;
}

/**
 * A regular expression of Python's `re` as one of JavaScript's. What JavaScript has not (possessive quantifiers, atomic
 * groups, conditions, verbose patterns) is refused. Letters, digits and spaces are those of ASCII.
 */
export function pythonRegex(
  pattern: string,
  { flags: more = '', isBytes = false }: PatternOptions = {},
): Translated {
  try {
    const text = isBytes ? Buffer.from(pattern).toString('latin1') : pattern;
    const { source, flags } = translate(text, more);
    return { regexp: new RegExp(source, flags) };
  } catch (error) {
    if (error instanceof UntranslatablePattern || error instanceof SyntaxError) {
      return { refused: `the regular expression \`${pattern}\` cannot be used: ${reasonOf(error)}` };
    }
    throw error;
  }
}

function reasonOf({ message }: Error): string {
  return message.replace(/^Invalid regular expression: .*: /s, '');
}

function translate(pattern: string, more: string): { readonly source: string; readonly flags: string } {
  const global = /^\(\?([a-zA-Z]+)\)/.exec(pattern);
  const flags = more + checkedFlags(global?.[1] ?? '');
  const groups: Group[] = [{ flags }];
  let opened = 0;
  let source = '';
  let index = global?.[0].length ?? 0;
  while (index < pattern.length) {
    const rest = pattern.slice(index);
    const active = groups.at(-1)?.flags ?? '';
    const [character = ''] = rest;
    let taken = 1;
    if (character === '\\') {
      const escape = readEscape(rest, opened);
      [source, taken] = [source + escape.source, escape.length];
    } else if (character === '[') {
      const set = readClass(rest);
      [source, taken] = [source + set.source, set.length];
    } else if (character === '(') {
      const group = openGroup(rest, active);
      opened += group.isCapturing ? 1 : 0;
      if (group.flags !== undefined) groups.push({ flags: group.flags });
      [source, taken] = [source + group.source, group.length];
    } else if (character === ')') {
      groups.pop();
      source += ')';
    } else {
      const piece = plainPiece(rest, active);
      [source, taken] = [source + piece.source, piece.length];
    }
    index += taken;
  }
  return { source, flags: flags.includes('i') ? 'i' : '' };
}

interface Piece {
  readonly source: string;
  readonly length: number;
}

/** Anything that is no escape, class or group. `$` also stands before the last line end, `.` for all but a line end. */
function plainPiece(rest: string, flags: string): Piece {
  const [character = ''] = rest;
  const isMultiline = flags.includes('m');
  const counted = /^(?:[*+?]|\{(\d*)(,?)(\d*)\})([+?]?)/.exec(rest);
  if (counted && !counted[0].startsWith('{}')) return quantifier(counted);
  switch (character) {
    case '.':
      return { source: flags.includes('s') ? '[^]' : String.raw`[^\n]`, length: 1 };
    case '^':
      return { source: isMultiline ? String.raw`(?:^|(?<=\n))` : '^', length: 1 };
    case '$':
      return { source: isMultiline ? String.raw`(?=\n|$)` : String.raw`(?=\n?$)`, length: 1 };
    case '{':
    case '}':
    case ']':
      return { source: `\\${character}`, length: 1 };
    default: {
      const isByte = character > '\x7f' && flags.includes('i');
      // Only ASCII has upper and lower case among bytes.
      return { source: isByte ? `(?-i:${character})` : character, length: 1 };
    }
  }
}

function quantifier([text, least = '', comma = '', most = '', how = '']: RegExpExecArray): Piece {
  if (how === '+') throw new UntranslatablePattern(`the possessive quantifier ${text} is not known here`);
  if (!text.startsWith('{')) return { source: text, length: text.length };
  const counts = comma === '' ? least : `${least === '' ? '0' : least},${most}`;
  return { source: `{${counts}}${how}`, length: text.length };
}

interface Opened extends Piece {
  readonly isCapturing: boolean;
  /** Undefined for what opens nothing, such as a comment. */
  readonly flags: string | undefined;
}

function openGroup(rest: string, flags: string): Opened {
  const open = (source: string, length: number, isCapturing = false): Opened => ({
    source,
    length,
    isCapturing,
    flags,
  });
  const plain = /^\((?!\?)/.exec(rest);
  if (plain) return open('(', 1, true);
  const same = /^\(\?(?::|=|!|<=|<!)/.exec(rest);
  if (same) return open(same[0], same[0].length);
  const named = /^\(\?P<(\w+)>/.exec(rest);
  if (named) return open(`(?<${named[1]}>`, named[0].length, true);
  const reference = /^\(\?P=(\w+)\)/.exec(rest);
  if (reference) return { ...open(`\\k<${reference[1]}>`, reference[0].length), flags: undefined };
  const comment = /^\(\?#[^)]*\)/.exec(rest);
  if (comment) return { ...open('', comment[0].length), flags: undefined };
  const local = /^\(\?([a-zA-Z]*)(?:-([a-zA-Z]+))?:/.exec(rest);
  if (local) return withFlags(local, flags);
  if (/^\(\?[a-zA-Z]+\)/.test(rest)) {
    throw new UntranslatablePattern('flags such as (?i) stand at the beginning, or for a part as (?i:…)');
  }
  throw new UntranslatablePattern(`${rest.slice(0, 4)}… is not known here`);
}

/** Case is left to JavaScript's own flag; what `.`, `^` and `$` mean is written out. */
function withFlags([text, on = '', off = '']: RegExpExecArray, flags: string): Opened {
  checkedFlags(on + off);
  const kept = flags
    .split('')
    .filter((flag) => !off.includes(flag))
    .join('');
  const source = on.includes('i') ? '(?i:' : off.includes('i') ? '(?-i:' : '(?:';
  return { source, length: text.length, isCapturing: false, flags: kept + on };
}

function checkedFlags(flags: string): string {
  const unknown = flags.split('').find((flag) => !'aims'.includes(flag));
  if (unknown !== undefined) throw new UntranslatablePattern(`the flag ${unknown} is not known here`);
  return flags;
}
