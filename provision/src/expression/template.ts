// A third of what the package's entry loads, and the quicker third: a start of the lab waits for it.
import { parse as parseHandlebars } from 'handlebars/dist/cjs/handlebars/compiler/base.js';

import { problem } from '../source/problem.ts';
import type { Place, Position, Problem } from '../source/problem.ts';
import type { SourceFile } from '../source/yaml.ts';
import { parseCel } from './cel.ts';
import type { CelExpression } from './cel.ts';
import { jinjaForms } from './jinja.ts';
import { indexOf, moveProblem } from './template-text.ts';
import type { PlacedText } from './template-text.ts';
import { callsOf } from './template-calls.ts';

/** A parsed template: Handlebars' tree, which only our own walker ever runs. */
export interface Template {
  readonly file: string;
  readonly text: string;
  readonly program: hbs.AST.Program;
  /** Where the text stands in the file, where it is a part of it; undefined: it is the whole file. */
  readonly placed?: PlacedText;
  /** The expressions of `{{cel '…'}}`, by the literal that holds them. */
  readonly expressions?: ReadonlyMap<hbs.AST.Node, CelExpression>;
}

interface Parsed {
  readonly template: Template | undefined;
  readonly problems: readonly Problem[];
}

/** Parses a file that is a template; `template` is undefined exactly when there are problems. */
export function parseTemplate({ file, text }: SourceFile): Parsed {
  return parse({ file, text });
}

/** Parses a template that is a text inside a file, with the places of that file. */
export function parsePlacedTemplate(placed: PlacedText): Parsed {
  const { template, problems } = parse({ file: placed.file, text: placed.text, placed });
  return { template, problems };
}

/** Where a part of a template stands; the columns of the parser count from 0. */
export function placeOfNode(template: Pick<Template, 'file' | 'text' | 'placed'>, node: hbs.AST.Node): Place {
  const { line, column } = node.loc.start;
  return placeIn(template, { line, column: column + 1 });
}

function placeIn(
  { file, text, placed }: Pick<Template, 'file' | 'text' | 'placed'>,
  position: Position,
): Place {
  return placed ? placed.placeAt(indexOf(text, position)) : { file, position };
}

function parse(source: Pick<Template, 'file' | 'text' | 'placed'>): Parsed {
  let program: hbs.AST.Program;
  try {
    program = parseHandlebars(source.text);
  } catch (error) {
    return { template: undefined, problems: syntaxProblems(error, source) };
  }
  if (!source.text.includes('cel')) return { template: { ...source, program }, problems: [] };
  const read = celCalls(program, source);
  if (read.problems.length > 0) return { template: undefined, problems: read.problems };
  return { template: { ...source, program, expressions: read.expressions }, problems: [] };
}

/** The expressions of `cel` helpers: parsed here, so that their mistakes are found with all others. */
function celCalls(
  program: hbs.AST.Program,
  source: Pick<Template, 'file' | 'text' | 'placed'>,
): { expressions: ReadonlyMap<hbs.AST.Node, CelExpression>; problems: readonly Problem[] } {
  const expressions = new Map<hbs.AST.Node, CelExpression>();
  const problems: Problem[] = [];
  for (const { name, params } of callsOf(program)) {
    const [literal] = params;
    if (name !== 'cel' || literal?.type !== 'StringLiteral') continue;
    const { line, column } = literal.loc.start;
    const text = (literal as hbs.AST.StringLiteral).value;
    // Behind the quote; an escaped quote within it moves what follows by one.
    const placeAt = (index: number) => placeIn(source, { line, column: column + 2 + index });
    const parsed = parseCel({ text, file: source.file, placeAt });
    if (parsed.expression) expressions.set(literal, parsed.expression);
    problems.push(...parsed.problems);
  }
  return { expressions, problems };
}

function syntaxProblems(
  error: unknown,
  source: Pick<Template, 'file' | 'text' | 'placed'>,
): readonly Problem[] {
  const jinja = jinjaForms(source.text, source.file);
  const found = jinja.length > 0 ? jinja : [syntaxProblem(error, source)];
  const { placed } = source;
  return placed ? found.map((each) => moveProblem(each, placed)) : found;
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
