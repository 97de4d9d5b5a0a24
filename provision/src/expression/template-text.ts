import type { Place, Position, Problem } from '../source/problem.ts';
import type { Path, Sourced } from '../source/document.ts';
import { placeOf } from '../source/document.ts';

/** A text inside a file, and where each of its characters is written there. */
export interface PlacedText {
  readonly text: string;
  readonly file: string;
  /** The place of a character of the text, by its index. */
  readonly placeAt: (index: number) => Place;
}

/** The text at a path of a sourced value, with its places. */
export function placedText(source: Sourced, path: Path, text: string): PlacedText {
  const found = source.find(path);
  const placeAt = (index: number): Place => ({
    file: found.file,
    position: found.within?.(index) ?? found.value,
  });
  return { text, file: placeOf(source, path).file, placeAt };
}

/** A text that stands nowhere but in one place: of a flag, of a test. */
export function textAtPlace(text: string, place: Place): PlacedText {
  return { text, file: place.file, placeAt: () => place };
}

/** The index of a position (line and column from 1) within a text. */
export function indexOf(text: string, { line, column }: Position): number {
  const before = text.split('\n').slice(0, line - 1);
  return before.reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
}

/** A problem that was found inside the text, moved to where that is in the file. */
export function moveProblem(found: Problem, { text, placeAt }: PlacedText): Problem {
  if (!found.position) return found;
  return { ...found, ...placeAt(indexOf(text, found.position)) };
}
