import type { ProblemCode } from './codes.ts';

/** A place in a text. Line and column count from 1; the column counts UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A place in a file. */
export interface Place {
  readonly file: string;
  readonly position: Position;
}

/**
 * Something a user can mend in a file: data, never thrown. All problems of a stage are collected and shown together.
 * `file` is the path as it is shown to the user; `message` is one sentence without a full stop; `hint` says what to do.
 */
export interface Problem {
  readonly code: ProblemCode;
  readonly message: string;
  readonly file: string;
  readonly position?: Position;
  readonly hint?: string;
}

/** A problem at a place; leaves `hint` out where there is none. */
export function problem(code: ProblemCode, message: string, place: Place, hint?: string): Problem {
  return { code, message, file: place.file, position: place.position, ...(hint !== undefined && { hint }) };
}

/** The problems by file, line and column, each once (one mistake seen by two rules with one message is one mistake). */
export function arrangeProblems(problems: readonly Problem[]): readonly Problem[] {
  const unique = new Map(problems.map((each) => [JSON.stringify(identity(each)), each]));
  return [...unique.values()].sort(comparePlaces);
}

function identity({ code, message, file, position }: Problem): unknown[] {
  return [file, position?.line, position?.column, code, message];
}

function comparePlaces(a: Problem, b: Problem): number {
  return (
    (a.file < b.file ? -1 : Number(a.file > b.file)) ||
    (a.position?.line ?? 0) - (b.position?.line ?? 0) ||
    (a.position?.column ?? 0) - (b.position?.column ?? 0)
  );
}
