import type { Piece } from '../expression/render.ts';
import type { Position, Problem } from '../source/problem.ts';

/** Where a place of a rendered text stands in its template: where its character does, or the `{{…}}` that made it. */
export function originOf(text: string, pieces: readonly Piece[], position: Position): Position {
  const offset = offsetOf(text, position);
  const piece = pieces.findLast((each) => each.offset <= offset);
  if (!piece) return position;
  if (!piece.isVerbatim) return piece.origin;
  const before = text.slice(piece.offset, offset).split('\n');
  const last = before.at(-1) ?? '';
  if (before.length === 1) return { line: piece.origin.line, column: piece.origin.column + last.length };
  return { line: piece.origin.line + before.length - 1, column: last.length + 1 };
}

/** A rendered text, and the template that it came from. */
export interface Origin {
  readonly template: string;
  readonly text: string;
  readonly pieces: readonly Piece[];
}

/** Problems in rendered files as problems in their templates; others are left as they are. */
export function translateProblems(
  problems: readonly Problem[],
  origins: ReadonlyMap<string, Origin>,
): readonly Problem[] {
  return problems.map((each) => {
    const origin = origins.get(each.file);
    if (!origin) return each;
    if (!each.position) return { ...each, file: origin.template };
    return {
      ...each,
      file: origin.template,
      position: originOf(origin.text, origin.pieces, each.position),
    };
  });
}

function offsetOf(text: string, { line, column }: Position): number {
  let offset = 0;
  for (let current = 1; current < line; current++) {
    const end = text.indexOf('\n', offset);
    if (end === -1) break;
    offset = end + 1;
  }
  return offset + column - 1;
}
