import type { ParseResult } from '@marcbachmann/cel-js';

import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { foreignForms } from './cel-hints.ts';
import { celEnvironment } from './cel-library.ts';
import { readCelTree } from './cel-names.ts';
import { evaluationProblem, syntaxProblem } from './cel-problem.ts';
import { celVariables } from './cel-values.ts';
import { UnresolvedVariable } from './lazy-record.ts';
import type { NameUse } from './name-use.ts';
import type { PlacedText } from './template-text.ts';

/** An expression in CEL, parsed once. */
export interface CelExpression {
  readonly source: PlacedText;
  readonly uses: readonly NameUse[];
  readonly program: ParseResult;
}

/** Parses an expression. `expression` is undefined exactly when there are problems. */
export function parseCel(source: PlacedText): {
  expression: CelExpression | undefined;
  problems: readonly Problem[];
} {
  const foreign = foreignForms(source);
  if (foreign.length > 0) return { expression: undefined, problems: foreign };
  let program: ParseResult;
  try {
    program = celEnvironment().parse(source.text);
  } catch (error) {
    return { expression: undefined, problems: [syntaxProblem(error, source)] };
  }
  const { names, mistakes } = readCelTree(program.ast);
  if (mistakes.length > 0) {
    const problems = mistakes.map(({ message, index, hint }) =>
      problem('condition-syntax', message, source.placeAt(index), hint),
    );
    return { expression: undefined, problems };
  }
  const typeError = program.check().error;
  if (typeError) return { expression: undefined, problems: [evaluationProblem(typeError, source, {})] };
  const uses = names.map(({ index, ...use }) => ({ ...use, place: source.placeAt(index) }));
  return { expression: { source, uses, program }, problems: [] };
}

/** The value of an expression, as CEL has it, or why it has none. */
export function evaluateCel(
  { source, uses, program }: CelExpression,
  variables: Readonly<Record<string, unknown>>,
): { readonly value: unknown } | { readonly problems: readonly Problem[] } {
  const names = uses.map(({ name }) => name);
  try {
    return { value: program(celVariables(variables, names)) as unknown };
  } catch (error) {
    if (error instanceof UnresolvedVariable) return { problems: error.problems };
    return { problems: [evaluationProblem(error, source, variables)] };
  }
}
