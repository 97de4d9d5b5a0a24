import { isMap, isScalar, visit } from 'yaml';
import type { Document, YAMLError } from 'yaml';

import type { ProblemCode } from './codes.ts';
import { problem } from './problem.ts';
import type { Place, Problem } from './problem.ts';

/** What is wrong with a parsed document: what the parser says, in a user's words, and what it lets through. */
export function documentProblems(
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
