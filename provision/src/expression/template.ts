import Handlebars from 'handlebars';

import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import type { SourceFile } from '../source/yaml.ts';

/** A parsed template: Handlebars' tree, which only our own walker ever runs. */
export interface Template {
  readonly file: string;
  readonly text: string;
  readonly program: hbs.AST.Program;
}

/** Parses a template; `template` is undefined exactly when there are problems. */
export function parseTemplate({ file, text }: SourceFile): {
  template: Template | undefined;
  problems: readonly Problem[];
} {
  try {
    return { template: { file, text, program: Handlebars.parse(text) }, problems: [] };
  } catch (error) {
    return { template: undefined, problems: [syntaxProblem(error, { file, text })] };
  }
}

/** Where a part of a template stands; the columns of the parser count from 0. */
export function placeOfNode(template: Template, node: hbs.AST.Node): Place {
  const { line, column } = node.loc.start;
  return { file: template.file, position: { line, column: column + 1 } };
}

/** The parser throws with the line in its message only, or with line and column as fields where blocks do not match. */
function syntaxProblem(error: unknown, { file, text }: SourceFile): Problem {
  const { message, lineNumber, column } = error as Error & { lineNumber?: number; column?: number };
  const line = lineNumber ?? Number(/Parse error on line (\d+)/.exec(message)?.[1] ?? 1);
  const opening = text.split('\n')[line - 1]?.indexOf('{{') ?? -1;
  const position = { line, column: (column ?? Math.max(opening, 0)) + 1 };
  const expected = /Expecting .*, got '(\w+)'/.exec(message)?.[1];
  const reason = expected === undefined ? message.split(' - ')[0] : SYNTAX_REASONS[expected];
  return problem('template-syntax', reason ?? 'this is not a complete `{{ … }}` expression', {
    file,
    position,
  });
}

const SYNTAX_REASONS: Readonly<Record<string, string>> = {
  EOF: 'a block that was opened with `{{#…}}` is not closed',
  INVALID: 'a `{{` is not closed, or holds a character that has no meaning here',
};
