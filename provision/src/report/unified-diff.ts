import type { Diff } from '../modules/decision.ts';
import { diffLines } from './line-diff.ts';
import type { DiffLine } from './line-diff.ts';

/** Lines around a change that are shown with it. */
const CONTEXT = 3;

/** A diff as `diff -u` writes it: two headers, then hunks. Empty where both sides are the same. */
export function unifiedDiff(diff: Diff): readonly string[] {
  if (diff.before === diff.after) return [];
  const lines = diffLines(linesOf(diff.before), linesOf(diff.after));
  return [
    `--- ${diff.beforeHeader ?? 'before'}`,
    `+++ ${diff.afterHeader ?? 'after'}`,
    ...hunks(lines).flatMap((hunk) => hunkText(hunk)),
  ];
}

interface Hunk {
  readonly oldStart: number;
  readonly newStart: number;
  readonly lines: readonly DiffLine[];
}

/** A last line without a line break is another line than one with it, and says so. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  return text.endsWith('\n') ? lines.slice(0, -1) : [...lines.slice(0, -1), `${lines.at(-1) ?? ''}\n`];
}

function hunks(lines: readonly DiffLine[]): readonly Hunk[] {
  const isShown = lines.map((_line, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ kind }) => kind !== 'same'),
  );
  const found: { oldStart: number; newStart: number; lines: DiffLine[] }[] = [];
  let [oldLine, newLine] = [1, 1];
  for (const [index, line] of lines.entries()) {
    if (isShown[index] === true) {
      if (isShown[index - 1] !== true) found.push({ oldStart: oldLine, newStart: newLine, lines: [] });
      found.at(-1)?.lines.push(line);
    }
    if (line.kind !== 'added') oldLine++;
    if (line.kind !== 'removed') newLine++;
  }
  return found;
}

function hunkText({ oldStart, newStart, lines }: Hunk): readonly string[] {
  const olds = lines.filter(({ kind }) => kind !== 'added').length;
  const news = lines.filter(({ kind }) => kind !== 'removed').length;
  const range = (start: number, count: number) =>
    `${count === 0 ? start - 1 : start}${count === 1 ? '' : `,${count}`}`;
  const mark = { same: ' ', removed: '-', added: '+' } as const;
  return [
    `@@ -${range(oldStart, olds)} +${range(newStart, news)} @@`,
    ...lines.flatMap(({ kind, text }) =>
      text.endsWith('\n')
        ? [`${mark[kind]}${text.slice(0, -1)}`, '\\ No newline at end of file']
        : [`${mark[kind]}${text}`],
    ),
  ];
}
