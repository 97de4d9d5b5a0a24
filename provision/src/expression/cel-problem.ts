import type { ASTNode } from '@marcbachmann/cel-js';

import { suggest } from '../source/nearest.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import { CEL_FUNCTIONS } from './cel-library.ts';
import { descend } from './scope.ts';
import type { PlacedText } from './template-text.ts';

/** What the library throws: `summary` is the message without its own excerpt. */
interface CelError {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number };
  readonly node?: Partial<ASTNode>;
}

/** A text that is not CEL, in the words of whoever wrote it. @throws what is no error of the library */
export function syntaxProblem(error: unknown, source: PlacedText): Problem {
  const { code, summary, range } = celError(error);
  const place = source.placeAt(range?.start ?? 0);
  if (source.text.trim() === '') return problem('condition-syntax', 'the condition is empty', place);
  if (code === 'reserved_identifier') {
    return problem('reserved-name', `${name(summary)} is a word that conditions (CEL) reserve`, place);
  }
  return problem('condition-syntax', `this is not CEL: ${lowerFirst(summary ?? '')}`, place);
}

/** Why an expression has no value. @throws what is no error of the library */
export function evaluationProblem(
  error: unknown,
  source: PlacedText,
  variables: Readonly<Record<string, unknown>>,
): Problem {
  const { code, summary = '', range, node } = celError(error);
  const place = source.placeAt(range?.start ?? 0);
  switch (code) {
    case 'unknown_variable':
      return undefinedName(name(summary), Object.keys(variables), source, place);
    case 'no_such_key': {
      const missing = name(summary);
      return undefinedName(
        missing,
        keysAround(node, variables),
        source,
        place,
        source.text.slice(range?.start),
      );
    }
    case 'no_matching_overload': {
      const called = /'(?:\w+\.)?(\w+)\(/.exec(summary)?.[1] ?? '';
      const hint = FUNCTIONS.includes(called) ? overloadHint(summary) : suggestFunction(called);
      return problem('bad-condition', plainTypes(summary), place, hint);
    }
    case 'no_such_overload':
      return problem('bad-condition', plainTypes(summary), place, overloadHint(summary));
    default:
      return problem('bad-condition', plainTypes(lowerFirst(summary)), place);
  }
}

function celError(error: unknown): CelError {
  if (error instanceof Error && typeof (error as CelError).code === 'string' && 'summary' in error) {
    return error as CelError;
  }
  throw error;
}

function undefinedName(
  missing: string,
  known: readonly string[],
  source: PlacedText,
  place: Place,
  path?: string,
): Problem {
  const message = path === undefined ? `\`${missing}\` is not defined` : `there is no \`${missing}\` in it`;
  const guess = suggest(missing, known);
  return problem(
    'undefined-name',
    message,
    place,
    guess ?? `defined(${source.text.trim()}) asks whether it is there`,
  );
}

/** The keys of the map that a failed `.key` or `["key"]` was asked of. */
function keysAround(node: CelError['node'], variables: Readonly<Record<string, unknown>>): readonly string[] {
  const path =
    node?.op === '.' || node?.op === '[]' ? pathOf((node as ASTNode & { op: '.' }).args[0]) : undefined;
  const found = path && descend(variables, path);
  return found?.isFound === true && typeof found.value === 'object' && found.value !== null
    ? Object.keys(found.value)
    : [];
}

function pathOf(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'id') return [node.args];
  if (node.op !== '.') return undefined;
  const parent = pathOf(node.args[0]);
  return parent && [...parent, node.args[1]];
}

const FUNCTIONS: readonly string[] = [
  ...CEL_FUNCTIONS.map(({ signature }) => signature.split('(')[0] ?? ''),
  ...'has size int uint double string bool bytes type dyn timestamp duration'.split(' '),
  ...'all exists exists_one filter map startsWith endsWith contains matches join'.split(' '),
  ...'indexOf lastIndexOf substring lowerAscii upperAscii trim split'.split(' '),
];

function suggestFunction(called: string): string | undefined {
  const hint = suggest(called, FUNCTIONS);
  return hint?.startsWith('did') === true ? hint : undefined;
}

function overloadHint(summary: string): string | undefined {
  if (/string>? [-+*/%<>]=? int|int [-+*/%<>]=? (dyn<)?string/.test(summary)) {
    return 'int(…) makes a number of a text, string(…) a text of a number';
  }
  if (/double.*\bint|int.*\bdouble/.test(summary))
    return 'double(…) makes a whole number a double, int(…) the other way';
  return undefined;
}

/** The library's types in the words that this house uses for YAML. */
function plainTypes(summary: string): string {
  return summary
    .replace(/^no such overload: (.*)$/, 'these types do not go together: $1')
    .replace(/^found no matching overload for '(.*)'$/, 'there is no `$1`')
    .replace(/dyn<([^<>]*)>/g, '$1');
}

function name(summary = ''): string {
  return /: (.*)$/.exec(summary)?.[1] ?? summary;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
