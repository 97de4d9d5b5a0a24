import { suggest } from '../source/nearest.ts';
import { problem } from '../source/problem.ts';
import type { ProblemCode } from '../source/codes.ts';
import type { Problem } from '../source/problem.ts';
import { evaluateCel } from './cel.ts';
import { fromCel } from './cel-values.ts';
import type { Helpers } from './helpers.ts';
import { UnresolvedVariable } from './lazy-record.ts';
import { resolvePath } from './scope.ts';
import type { Scope } from './scope.ts';
import { placeOfNode } from './template.ts';
import type { Template } from './template.ts';

/** The value of an expression that has none, because of a problem that is reported already. */
export const NOTHING = Symbol('nothing');

/** What the evaluation of one template shares. */
export interface Evaluation {
  readonly template: Template;
  readonly helpers: Helpers;
  readonly report: (found: Problem) => void;
}

type Call = Pick<hbs.AST.MustacheStatement, 'path' | 'params' | 'hash'>;

/** The value of an expression, or NOTHING after a report. */
export function evaluate(expression: hbs.AST.Expression, scope: Scope, evaluation: Evaluation): unknown {
  switch (expression.type) {
    case 'PathExpression':
      return evaluatePath(expression as hbs.AST.PathExpression, scope, evaluation);
    case 'SubExpression': {
      const call = expression as hbs.AST.SubExpression;
      return evaluateCall(call.path, call, scope, evaluation);
    }
    case 'StringLiteral':
    case 'NumberLiteral':
    case 'BooleanLiteral':
      return (expression as hbs.AST.StringLiteral | hbs.AST.NumberLiteral | hbs.AST.BooleanLiteral).value;
    case 'NullLiteral':
      return null;
    default:
      return refuse(expression, evaluation, 'unsupported-template', `${expression.type} has no meaning here`);
  }
}

/** The value between `{{` and `}}`: a path, a literal, or a helper with its arguments. */
export function evaluateMustache(
  mustache: hbs.AST.MustacheStatement,
  scope: Scope,
  evaluation: Evaluation,
): unknown {
  const isCall = mustache.params.length > 0 || hashOf(mustache) !== undefined;
  if (isCall) return evaluateCall(mustache.path, mustache, scope, evaluation);
  return evaluate(mustache.path, scope, evaluation);
}

/** Reports a problem at a part of the template, and is NOTHING. */
export function refuse(
  node: hbs.AST.Node,
  { template, report }: Evaluation,
  code: ProblemCode,
  message: string,
  hint?: string,
): typeof NOTHING {
  report(problem(code, message, placeOfNode(template, node), hint));
  return NOTHING;
}

function evaluatePath(path: hbs.AST.PathExpression, scope: Scope, evaluation: Evaluation): unknown {
  const resolved = reading(() => resolvePath(path, scope), evaluation);
  if (resolved === NOTHING) return NOTHING;
  if (resolved.isFound) return resolved.value;
  const { missing, known } = resolved;
  const message =
    missing === path.original
      ? `\`${missing}\` is not defined`
      : `\`${path.original}\`: there is no \`${missing}\``;
  return refuse(path, evaluation, 'undefined-name', message, suggest(missing, known));
}

function evaluateCall(path: hbs.AST.Expression, call: Call, scope: Scope, evaluation: Evaluation): unknown {
  const name = (path as hbs.AST.PathExpression).original;
  const helper = evaluation.helpers.get(name);
  if (!helper) {
    const hint = suggest(name, evaluation.helpers.keys());
    return refuse(path, evaluation, 'unknown-helper', `there is no helper \`${name}\``, hint);
  }
  if (hashOf(call)) {
    return refuse(path, evaluation, 'bad-argument', `\`${name}\` takes no named arguments`, helper.signature);
  }
  const { least, most } = helper.arity;
  if (call.params.length < least || call.params.length > most) {
    return refuse(
      path,
      evaluation,
      'bad-argument',
      `\`${name}\` was given ${call.params.length} arguments`,
      helper.signature,
    );
  }
  if (name === 'cel') return evaluateExpression(call, scope, evaluation);
  const optional = helper.optionalArguments ?? 0;
  const args = call.params.map((param, index) =>
    index < optional && isUndefinedPath(param, scope, evaluation)
      ? undefined
      : evaluate(param, scope, evaluation),
  );
  if (args.includes(NOTHING)) return NOTHING;
  const result = helper.call(...args);
  if ('refused' in result) return refuse(path, evaluation, 'bad-argument', `\`${name}\`: ${result.refused}`);
  return result.value;
}

/** `{{cel '…'}}`: the template was parsed with its expressions. */
function evaluateExpression(call: Call, scope: Scope, evaluation: Evaluation): unknown {
  const [literal] = call.params;
  const expression = literal && evaluation.template.expressions?.get(literal);
  if (!expression) {
    const message = '`cel` takes one expression in quotes';
    return refuse(literal ?? call.path, evaluation, 'bad-argument', message, "cel 'a + 1'");
  }
  const result = evaluateCel(expression, scope.root as Readonly<Record<string, unknown>>);
  if ('problems' in result) {
    result.problems.forEach(evaluation.report);
    return NOTHING;
  }
  const value = fromCel(result.value);
  if (value !== undefined) return value;
  return refuse(literal, evaluation, 'bad-argument', '`cel` gives something that only conditions can use');
}

function isUndefinedPath(param: hbs.AST.Expression, scope: Scope, evaluation: Evaluation): boolean {
  if (param.type !== 'PathExpression') return false;
  const resolved = reading(() => resolvePath(param as hbs.AST.PathExpression, scope), evaluation);
  return resolved !== NOTHING && !resolved.isFound;
}

/** What was read of the variables, or NOTHING after a report of why one of them cannot be rendered. */
export function reading<Value>(read: () => Value, { report }: Evaluation): Value | typeof NOTHING {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnresolvedVariable)) throw error;
    error.problems.forEach(report);
    return NOTHING;
  }
}

/** The parser leaves `hash` out where there are no named arguments; its types do not say so. */
export function hashOf(call: Pick<Call, 'hash'>): hbs.AST.Hash | undefined {
  return call.hash;
}
