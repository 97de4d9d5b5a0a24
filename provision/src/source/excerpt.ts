import { stripVTControlCharacters } from 'node:util';

import { arrangeProblems } from './problem.ts';
import type { Position, Problem } from './problem.ts';
import { cellsOf } from './width.ts';

/** How problems are drawn. */
export interface ExcerptOptions {
  /** The text of a file that problems point into; undefined where it is not at hand (then no line is shown). */
  readonly textOf: (file: string) => string | undefined;
  /** @default false */
  readonly useColor?: boolean;
}

/** All problems as one text, by place, a blank line between them, and how many there are when there are several. */
export function renderProblems(problems: readonly Problem[], options: ExcerptOptions): string {
  const arranged = arrangeProblems(problems);
  const blocks = arranged.map((each) => renderProblem(each, options));
  if (arranged.length > 1) blocks.push(`${arranged.length} problems`);
  return blocks.join('\n\n');
}

/** `file:line:col: message [code]`, the line with a caret below, and the hint. */
export function renderProblem(problem: Problem, { textOf, useColor = false }: ExcerptOptions): string {
  const { file, position, message, hint, code } = problem;
  const paint = (sgr: number, text: string) => (useColor ? `\u001b[${sgr}m${text}\u001b[0m` : text);
  const place = position ? `${file}:${position.line}:${position.column}` : file;
  const lines = [`${paint(1, place)}: ${paint(31, message)} ${paint(2, `[${code}]`)}`];
  const text = position && textOf(file);
  if (text !== undefined && position) lines.push(...excerpt(text, position, (caret) => paint(31, caret)));
  if (hint !== undefined) lines.push(`  ${paint(36, 'hint:')} ${hint}`);
  return lines.join('\n');
}

function excerpt(
  text: string,
  { line, column }: Position,
  paint: (caret: string) => string,
): readonly string[] {
  const source = text.split('\n')[line - 1]?.replace(/\r$/, '');
  if (source === undefined) return [];
  const gutter = String(line);
  const before = printable(source.slice(0, column - 1));
  // Tabs are copied, so that the caret stands below its character whatever the width of the terminal's tabs.
  const indent = Array.from(before, (c) => (c === '\t' ? '\t' : ' '.repeat(cellsOf(c)))).join('');
  return [`  ${gutter} | ${printable(source)}`, `  ${' '.repeat(gutter.length)} | ${indent}${paint('^')}`];
}

/** The line without what would move or recolour the terminal: a file must not forge our output. */
function printable(line: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return stripVTControlCharacters(line).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '\ufffd');
}
