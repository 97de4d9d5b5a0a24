import { LineCounter, parseAllDocuments } from 'yaml';

import { sourceDocument } from './document.ts';
import type { SourceDocument } from './document.ts';
import { problem } from './problem.ts';
import type { Place, Problem } from './problem.ts';
import { documentProblems } from './yaml-problems.ts';

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
  const problems = parsed.flatMap((document) => documentProblems(document, source.text, place));
  if (problems.length > 0) return { documents: [], problems };
  const documents = parsed
    .map((document) => sourceDocument(document, document.toJS(), { ...source, lines }))
    .filter(({ value }) => value !== null);
  return { documents, problems };
}
