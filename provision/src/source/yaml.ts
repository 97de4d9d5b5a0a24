import { LineCounter, isMap, isScalar, parseAllDocuments, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';

import type { ProblemCode } from './codes.ts';
import { sourceDocument } from './document.ts';
import type { SourceDocument } from './document.ts';
import { problem } from './problem.ts';
import type { Place, Problem } from './problem.ts';

/** A file's name, as it is shown to the user, and its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads a file that holds one YAML document (1.2).
 * `document` is undefined exactly when there are problems; an empty file is a document with the value null.
 */
export function parseYaml(source: SourceFile): {
  document: SourceDocument | undefined;
  problems: readonly Problem[];
} {
  const { documents, problems } = parseYamlStream(source);
  const [document, second] = documents;
  if (second) {
    const place = { file: source.file, position: second.find([]).value };
    const message = `one YAML document is expected here, this file holds ${documents.length}`;
    return { document: undefined, problems: [...problems, problem('document-count', message, place)] };
  }
  if (problems.length > 0 || document) return { document, problems };
  const start = { file: source.file, key: { line: 1, column: 1 }, value: { line: 1, column: 1 }, depth: 0 };
  return { document: { ...source, value: null, find: () => start }, problems };
}

/**
 * Reads a file of any number of YAML documents (1.2), empty ones left out.
 * Errors and warnings of the parser are problems alike; with any of them, no document comes back.
 */
export function parseYamlStream(source: SourceFile): {
  documents: readonly SourceDocument[];
  problems: readonly Problem[];
} {
  const lines = new LineCounter();
  const options = {
    version: '1.2',
    stringKeys: true,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  } as const;
  const parsed = [...parseAllDocuments(source.text, options)];
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: source.file, position: { line, column: col } };
  };
  const problems = parsed.flatMap((document) => problemsOf(document, source.text, place));
  if (problems.length > 0) return { documents: [], problems };
  const documents = parsed
    .map((document) => sourceDocument(document, document.toJS(), { ...source, lines }))
    .filter(({ value }) => value !== null);
  return { documents, problems };
}

function problemsOf(
  document: Document.Parsed,
  text: string,
  place: (offset: number) => Place,
): readonly Problem[] {
  const templates = unquotedTemplates(document, text).map(place);
  const found = templates.map((at) =>
    problem('unquoted-template', 'a value that begins with `{{` must be quoted', at, QUOTE_THE_TEMPLATE),
  );
  // What the parser says about the rest of such a line only follows from it.
  const isExplained = (at: Place) => templates.some(({ position }) => position.line === at.position.line);
  for (const error of [...document.errors, ...document.warnings]) {
    const at = place(error.pos[0]);
    if (!isExplained(at)) found.push(problemOf(error, at));
  }
  return [...found, ...valueProblems(document, place)];
}

const QUOTE_THE_TEMPLATE = 'write it in quotes: "{{ … }}"';

/** Offsets of the `{{ x }}` that YAML took for a map whose only key is a map. */
function unquotedTemplates(document: Document.Parsed, text: string): readonly number[] {
  const offsets: number[] = [];
  visit(document, {
    Map(_key, node) {
      const offset = node.range?.[0];
      if (offset === undefined || text.slice(offset, offset + 2) !== '{{') return undefined;
      if (!isMap(node.items[0]?.key)) return undefined;
      offsets.push(offset);
      return visit.SKIP;
    },
  });
  return offsets;
}

function problemOf(error: YAMLError, at: Place): Problem {
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return problem('duplicate-key', 'this key stands twice in its map', at);
    case 'TAG_RESOLVE_FAILED':
      return problem('unresolved-tag', firstLine(error.message), at, 'write the value in quotes: "!…"');
    case 'NON_STRING_KEY':
      return problem('yaml-syntax', 'a key must be plain text, not a list or a map', at);
    default: {
      const code: ProblemCode = error.name === 'YAMLWarning' ? 'yaml-warning' : 'yaml-syntax';
      return problem(code, firstLine(error.message), at);
    }
  }
}

/** What the parser lets through and would give another value than the reader sees: bad aliases, inexact numbers. */
function valueProblems(document: Document.Parsed, place: (offset: number) => Place): readonly Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Alias(_key, node, ancestors) {
      const target = node.resolve(document);
      if (target !== undefined && !ancestors.some((each) => each === target)) return;
      const message = target ? `*${node.source} refers to itself` : `*${node.source} has no anchor before it`;
      problems.push(problem('unresolved-alias', message, place(node.range?.[0] ?? 0)));
    },
    Scalar(_key, node) {
      if (!isScalar(node) || typeof node.value !== 'number') return;
      if (!Number.isInteger(node.value) || Number.isSafeInteger(node.value)) return;
      if (!/^[-+]?\d+$/.test(node.source ?? '')) return;
      const message = `${node.source ?? ''} is too large to be kept exactly`;
      problems.push(problem('inexact-number', message, place(node.range?.[0] ?? 0), 'write it in quotes'));
    },
  });
  return problems;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
