import type { Position } from '../source/problem.ts';
import type { Template } from './template.ts';

/**
 * Where the text of a content statement begins in the template. The parser strips the white space of lines that hold
 * only a block; `original` is what stood there, `value` what is left of it.
 */
export function startOfContent(template: Template, content: hbs.AST.ContentStatement): Position {
  const original = content.original as unknown as string;
  const { line, column } = content.loc.start;
  // An escaped `\{{` is one character longer in the template than in the tree; the statement then begins behind it.
  const stripped = original.slice(0, leadingLength(original) - leadingLength(content.value));
  const breaks = stripped.split('\n');
  const last = breaks.at(-1) ?? '';
  const isEscape = template.text.split('\n')[line - 1]?.slice(column, column + 1) === '\\';
  return {
    line: line + breaks.length - 1,
    column: (breaks.length > 1 ? last.length : column + last.length + (isEscape ? 1 : 0)) + 1,
  };
}

function leadingLength(text: string): number {
  return text.length - text.trimStart().length;
}
