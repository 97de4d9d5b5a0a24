import { LineCounter, parseAllDocuments } from 'yaml';

import type { ProblemCode } from './codes.ts';
import { sourceDocument } from './document.ts';
import type { SourceDocument } from './document.ts';
import { problem } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { documentProblems } from './yaml-problems.ts';
import { readAsWritten } from './yaml-repair.ts';

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
  return oneDocument(source, parseYamlStream(source));
}

/**
 * As `parseYaml`, but a document comes back beside problems that leave the rest of the file readable: a template or a
 * tag without quotes (read as the text that it is), a key that stands twice, a number that loses digits.
 */
export function parseYamlOn(source: SourceFile): {
  document: SourceDocument | undefined;
  problems: readonly Problem[];
} {
  return oneDocument(source, parseStream(source, { isLenient: true }));
}

function oneDocument(
  source: SourceFile,
  { documents, problems }: ReturnType<typeof parseYamlStream>,
): ReturnType<typeof parseYaml> {
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
  return parseStream(source, { isLenient: false });
}

function parseStream(
  source: SourceFile,
  { isLenient }: { readonly isLenient: boolean },
): ReturnType<typeof parseYamlStream> {
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
  const problems = parsed.flatMap((document) => documentProblems(document, source.text, place));
  const isReadable = isLenient && problems.every(({ code }) => LEAVES_REST_READABLE.includes(code));
  if (problems.length > 0 && !isReadable) return { documents: [], problems };
  if (problems.length > 0) for (const document of parsed) readAsWritten(document, source.text);
  const documents = parsed
    .map((document) => sourceDocument(document, document.toJS(), { ...source, lines }))
    .filter(({ value }) => value !== null);
  return { documents, problems };
}

const LEAVES_REST_READABLE: readonly ProblemCode[] = [
  'unquoted-template',
  'unresolved-tag',
  'duplicate-key',
  'inexact-number',
];
