import type { LineinfileArgs } from './arguments.ts';
import { bare, ensureLine, removeLines, splitLines } from './edit-lines.ts';
import type { LineEdit } from './edit-lines.ts';
import { pythonRegex } from '../python-regex/python-regex.ts';

/** The content afterwards, and what is told of it; or why it could not be edited. */
export type EditedFile =
  { readonly content: Buffer; readonly msg: string; readonly found?: number } | { readonly refused: string };

/** Edits the content of a file as the arguments say. Bytes that are not edited stay as they are, whatever they are. */
export function editFile(content: Buffer, args: LineinfileArgs): EditedFile {
  const lines = splitLines(content.toString('latin1'));
  if (args.state === 'absent') {
    const { lines: kept, count } = removeLines(lines, (line) => isUnwanted(line, args));
    const msg = count > 0 ? `${count} line(s) removed` : '';
    return { content: Buffer.from(kept.join(''), 'latin1'), msg, found: count };
  }
  const edited = ensureLine(lines, editOf(args));
  if ('refused' in edited) return edited;
  return { content: Buffer.from(edited.lines.join(''), 'latin1'), msg: edited.msg };
}

function isUnwanted(line: string, { line: exact, regexp, search_string: text }: LineinfileArgs): boolean {
  if (regexp !== undefined) return compiled(regexp).test(line);
  return text === undefined ? bare(line) === bytes(exact ?? '') : line.includes(bytes(text));
}

function editOf(args: LineinfileArgs): LineEdit {
  const { regexp, search_string: text } = args;
  const pattern = regexp === undefined ? undefined : compiled(regexp);
  const find = pattern
    ? (line: string) => pattern.exec(line)
    : text === undefined
      ? undefined
      : (line: string) => line.includes(bytes(text));
  return {
    line: bytes(args.line ?? ''),
    find,
    anchor: anchorOf(args),
    hasBackrefs: args.backrefs,
    isFirstMatch: args.firstmatch,
  };
}

function anchorOf({ insertafter, insertbefore }: LineinfileArgs): LineEdit['anchor'] {
  if (insertbefore !== undefined) {
    return { where: 'before', at: insertbefore === 'BOF' ? 'BOF' : compiled(insertbefore) };
  }
  if (insertafter === undefined || insertafter === 'EOF') return { where: 'after', at: 'EOF' };
  return { where: 'after', at: insertafter === 'BOF' ? 'BOF' : compiled(insertafter) };
}

/** The schema has refused every pattern that cannot be translated. */
function compiled(pattern: string): RegExp {
  const translated = pythonRegex(pattern, { isBytes: true });
  if ('refused' in translated) throw new RangeError(translated.refused);
  return translated.regexp;
}

function bytes(text: string): string {
  return Buffer.from(text).toString('latin1');
}
