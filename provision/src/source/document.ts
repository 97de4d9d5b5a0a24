import { isAlias, isMap, isScalar, isSeq } from 'yaml';
import type { Document, LineCounter, Node, Pair } from 'yaml';

import type { ProblemCode } from './codes.ts';
import { problem } from './problem.ts';
import type { Place, Position, Problem } from './problem.ts';
import { scalarOffsets } from './scalar-offsets.ts';

/** Keys and indices from the root of a value to a part of it. */
export type Path = readonly PropertyKey[];

/** A value that was read from one or more files and knows where each part of it stands. */
export interface Sourced {
  /** The plain value: maps are objects, no anchors, no tags. */
  readonly value: unknown;
  /** Where the key or item at the path begins, or what lies nearest above it; `depth` says how much of the path is there. */
  find(path: Path): Found;
}

/** What a look-up found. `key` equals `value` where the part is a list item or the root. */
export interface Found {
  readonly depth: number;
  readonly file: string;
  readonly key: Position;
  readonly value: Position;
  /** Where a character of a text value is written: through quotes, escapes, folding and indentation. */
  readonly within?: (index: number) => Position;
  /** A scalar as it is written, e.g. `0644` of a number that YAML reads as 644; undefined for quoted text. */
  readonly written?: string;
}

/** One YAML document of a file. */
export interface SourceDocument extends Sourced {
  readonly file: string;
  readonly text: string;
}

/** Where the value at the path begins; for a path that is not there, the nearest value above it. */
export function placeOf(source: Sourced, path: Path): Place {
  const { file, value } = source.find(path);
  return { file, position: value };
}

/** Where the key at the path stands (the item, for a list); for a path that is not there, the nearest key above it. */
export function placeOfKey(source: Sourced, path: Path): Place {
  const { file, key } = source.find(path);
  return { file, position: key };
}

/** A problem with the value at the path. @see placeOf */
export function problemAt(
  source: Sourced,
  path: Path,
  code: ProblemCode,
  message: string,
  hint?: string,
): Problem {
  return problem(code, message, placeOf(source, path), hint);
}

/** A problem with the key at the path: an unknown key, one that may not stand here. @see placeOfKey */
export function problemAtKey(
  source: Sourced,
  path: Path,
  code: ProblemCode,
  message: string,
  hint?: string,
): Problem {
  return problem(code, message, placeOfKey(source, path), hint);
}

/** A parsed document of the yaml package as a `SourceDocument`. The caller has looked at its errors. */
export function sourceDocument(
  document: Document.Parsed,
  value: unknown,
  origin: { readonly file: string; readonly text: string; readonly lines: LineCounter },
): SourceDocument {
  const { file, text, lines } = origin;
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  const find = (path: Path): Found => {
    const { node, ...found } = walk(document, path, at);
    return { file, ...found, ...scalarOf(node, text, at) };
  };
  return { file, text, value, find };
}

/** What is known of a scalar besides its place; the offsets of its text are worked out when first asked for. */
function scalarOf(
  node: unknown,
  text: string,
  at: (offset: number) => Position,
): Pick<Found, 'within' | 'written'> {
  if (!isScalar(node) || !node.range) return {};
  const { value, type: style, source, range } = node;
  const [start, end] = range;
  if (typeof value !== 'string') return source === undefined ? {} : { written: source };
  let offsets: readonly number[] | undefined;
  const within = (index: number) => {
    offsets ??= scalarOffsets(text, { value, style, start, end }) ?? [];
    return at(offsets[index] ?? start);
  };
  return { within, ...(style === 'PLAIN' && source !== undefined && { written: source }) };
}

type Walked = Omit<Found, 'file'> & { readonly node: unknown };

function walk(document: Document.Parsed, path: Path, at: (offset: number) => Position): Walked {
  let node: Node | null | undefined = document.contents;
  const start = at(node?.range?.[0] ?? document.range[0]);
  let found = { depth: 0, key: start, value: start };
  for (const step of path) {
    const parent: unknown = isAlias(node) ? node.resolve(document) : node;
    if (isMap(parent)) {
      const pair = parent.items.find((each) => keyText(each) === String(step));
      if (!pair) break;
      node = pair.value as Node | null;
      const key = at(offsetOf(pair.key) ?? 0);
      const value = offsetOf(node);
      found = { depth: found.depth + 1, key, value: value === undefined ? key : at(value) };
    } else if (isSeq(parent)) {
      node = parent.items[Number(step)] as Node | undefined;
      const offset = offsetOf(node);
      if (offset === undefined) break;
      found = { depth: found.depth + 1, key: at(offset), value: at(offset) };
    } else break;
  }
  const reached = found.depth === path.length ? node : undefined;
  return { ...found, node: isAlias(reached) ? reached.resolve(document) : reached };
}

function keyText(pair: Pair): string | undefined {
  return isScalar(pair.key) ? String(pair.key.value) : undefined;
}

function offsetOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
