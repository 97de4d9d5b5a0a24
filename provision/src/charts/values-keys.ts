import { LineCounter, isCollection, isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Pair } from 'yaml';

import type { ChartKey, ChartKeys, ValueType } from './chart-keys.ts';
import { freeMap } from './free-map.ts';

/** The keys of a values.yaml: those that it sets, and those that it only shows in a comment (`# nodePort: 30080`). */
export function keysOfValues(text: string): ChartKeys {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const keys = document.contents ? keysOf(document.toJS()) : new Map<string, ChartKey>();
  for (const { parent, name } of commentedKeys(text, document, lines)) {
    const map = mapAt(keys, parent);
    if (map && !map.has(name)) map.set(name, freeMap(name) ?? { types: ['any'] });
  }
  return keys;
}

function keysOf(value: unknown): Map<string, ChartKey> {
  return new Map(
    Object.entries(value as Readonly<Record<string, unknown>>).map(([name, each]) => [
      name,
      keyOf(name, each),
    ]),
  );
}

function keyOf(name: string, value: unknown): ChartKey {
  const type = typeOf(value);
  if (type !== 'map') return { types: [type] };
  return (
    freeMap(name) ??
    (Object.keys(value as object).length === 0 ? FREE : { types: [type], keys: keysOf(value) })
  );
}

const FREE: ChartKey = { types: ['map'] };

function typeOf(value: unknown): ValueType {
  if (Array.isArray(value)) return 'list';
  switch (typeof value) {
    case 'string':
      return 'text';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      return value === null ? 'any' : 'map';
  }
}

function mapAt(keys: Map<string, ChartKey>, path: readonly string[]): Map<string, ChartKey> | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return keys;
  const below = keys.get(step)?.keys;
  // Made by keysOf, every one of them.
  return below && mapAt(below as Map<string, ChartKey>, rest);
}

interface Placed {
  readonly line: number;
  readonly column: number;
  readonly path: readonly string[];
  readonly isMap: boolean;
  /** `{}` or `[]`: what follows in comments is what it could hold. */
  readonly isEmpty: boolean;
}

/** `# key:` and `#key:`, one sign and at most one space: what is further in belongs to another comment's example. */
const COMMENTED = /^( *)# ?([a-z][\w.-]*):(?: |$)/;

/** Words that begin a sentence or a link, and no key. */
const PROSE: readonly string[] = ['ref', 'default', 'example', 'see', 'note'];

function commentedKeys(
  text: string,
  document: Document.Parsed,
  lines: LineCounter,
): readonly { readonly parent: readonly string[]; readonly name: string }[] {
  const { pairs, blocks } = placesOf(document, lines);
  const contents = text.split('\n');
  return contents.flatMap((content, index) => {
    const [, indent = '', name] = COMMENTED.exec(content) ?? [];
    const line = index + 1;
    if (name === undefined || PROSE.includes(name)) return [];
    if (blocks.some(({ first, last }) => line > first && line < last)) return [];
    const before = pairs.findLast((pair) => pair.line < line);
    if (before?.isEmpty === true && indent.length >= before.column - 1) {
      const isNext = contents.slice(before.line, index).every((each) => /^ *#/.test(each));
      if (isNext) return [];
    }
    const above = pairs.findLast((pair) => pair.line < line && pair.column <= indent.length);
    if (indent !== '' && !above?.isMap) return [];
    return [{ parent: indent === '' ? [] : (above?.path ?? []), name }];
  });
}

/** Where each key of a map stands (columns count from 1), and which lines are a text of several lines or a list. */
function placesOf(document: Document.Parsed, lines: LineCounter) {
  const pairs: Placed[] = [];
  const blocks: { first: number; last: number }[] = [];
  const lineOf = (offset: number) => lines.linePos(offset);
  visit(document, {
    Node(_, node) {
      const isBlock =
        isSeq(node) || (isScalar(node) && typeof node.type === 'string' && node.type.startsWith('BLOCK'));
      if (isBlock && node.range) {
        const [start, end] = node.range;
        blocks.push({ first: lineOf(start).line, last: lineOf(end).line });
      }
    },
    Pair(_, pair, ancestors) {
      if (!isScalar(pair.key) || !pair.key.range || ancestors.some((each) => isSeq(each))) return;
      const { line, col: column } = lineOf(pair.key.range[0]);
      const above = ancestors.filter((each): each is Pair => isPair(each));
      const path = [...above, pair].map(({ key }) => String(isScalar(key) ? key.value : key));
      const isEmpty = isCollection(pair.value) && pair.value.items.length === 0;
      pairs.push({ line, column, path, isMap: isMap(pair.value), isEmpty });
    },
  });
  return { pairs, blocks };
}
