import { expand } from './expand.ts';

/** What is to be done to the lines of a file. Texts are latin1: a character is a byte. */
export interface LineEdit {
  readonly line: string;
  /** Which line is replaced. */
  readonly find: ((line: string) => RegExpExecArray | boolean | null) | undefined;
  /** Where the line goes when none is replaced; `EOF` is the end. */
  readonly anchor: { readonly where: 'after' | 'before'; readonly at: RegExp | 'BOF' | 'EOF' };
  readonly hasBackrefs: boolean;
  readonly isFirstMatch: boolean;
}

/** The lines afterwards, and what happened to them in a word; or why nothing could be done. */
export type Edited =
  { readonly lines: readonly string[]; readonly msg: string } | { readonly refused: string };

/** The lines of a file, each with its line end; the last one may have none. */
export function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** A line without its end. */
export function bare(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}

/** The line shall be there once, in place of the one that is found, or where the anchor says. */
export function ensureLine(lines: readonly string[], edit: LineEdit): Edited {
  const lineEnd = lines[0]?.endsWith('\r\n') === true ? '\r\n' : '\n';
  const found = edit.find && findLine(lines, edit.find, edit.isFirstMatch);
  if (found) return replaceLine(lines, found, { edit, lineEnd });
  const { equal, anchor } = findPlace(lines, edit);
  if (equal !== undefined) return replaceLine(lines, { index: equal, match: undefined }, { edit, lineEnd });
  if (edit.hasBackrefs) return { lines, msg: '' };
  return insertLine(lines, anchor, { edit, lineEnd });
}

/** The lines that are found shall not be there. */
export function removeLines(
  lines: readonly string[],
  isFound: (line: string) => boolean,
): { readonly lines: readonly string[]; readonly count: number } {
  const kept = lines.filter((line) => !isFound(line));
  return { lines: kept, count: lines.length - kept.length };
}

interface Found {
  readonly index: number;
  readonly match: RegExpExecArray | undefined;
}

interface Way {
  readonly edit: LineEdit;
  readonly lineEnd: string;
}

function findLine(
  lines: readonly string[],
  find: NonNullable<LineEdit['find']>,
  isFirst: boolean,
): Found | undefined {
  const matches = lines.flatMap((line, index) => {
    const match = find(line);
    return match === null || match === false ? [] : [{ index, match: match === true ? undefined : match }];
  });
  return isFirst ? matches[0] : matches.at(-1);
}

/** Where the line stands already, and where the anchor is; with isFirstMatch nothing behind the anchor is looked at. */
function findPlace(
  lines: readonly string[],
  { line, anchor: { at }, isFirstMatch }: LineEdit,
): { readonly equal: number | undefined; readonly anchor: number | undefined } {
  let equal: number | undefined;
  let anchor: number | undefined;
  for (const [index, current] of lines.entries()) {
    if (bare(current) === line) equal = index;
    else if (at instanceof RegExp && at.test(current)) {
      anchor = index;
      if (isFirstMatch) break;
    }
  }
  return { equal, anchor };
}

function replaceLine(lines: readonly string[], { index, match }: Found, { edit, lineEnd }: Way): Edited {
  const old = lines[index] ?? '';
  const expanded = edit.hasBackrefs && match ? expand(edit.line, match) : { line: edit.line };
  if ('refused' in expanded) return expanded;
  const end = /\r?\n$/.exec(old)?.[0] ?? lineEnd;
  const fresh = expanded.line.endsWith('\n') ? expanded.line : `${expanded.line}${end}`;
  return fresh === old ? { lines, msg: '' } : { lines: lines.with(index, fresh), msg: 'line replaced' };
}

function insertLine(lines: readonly string[], anchor: number | undefined, { edit, lineEnd }: Way): Edited {
  const fresh = `${edit.line}${lineEnd}`;
  const { where, at } = edit.anchor;
  const atEnd =
    at === 'BOF' ? 0 : anchor === undefined ? lines.length : where === 'after' ? anchor + 1 : anchor;
  // With isFirstMatch the line may stand beside the anchor without having been looked at.
  const beside = anchor === undefined ? undefined : lines[where === 'after' ? atEnd : atEnd - 1];
  if (beside !== undefined && bare(beside) === edit.line) return { lines, msg: '' };
  const before = lines.slice(0, atEnd);
  const last = before.at(-1);
  const closed =
    last === undefined || last.endsWith('\n') ? before : before.with(before.length - 1, `${last}${lineEnd}`);
  return { lines: [...closed, fresh, ...lines.slice(atEnd)], msg: 'line added' };
}
