import { createRequire } from 'node:module';

import type * as Library from '@marcbachmann/cel-js';
import type { ASTNode, Environment } from '@marcbachmann/cel-js';

import { Version, compareVersions, parseVersion } from './version.ts';

/** What CEL reserves: such a name can be defined, but no condition could ever use it. */
export const RESERVED_NAMES: readonly string[] = [
  ...'as break const continue else false for function if import in let loop namespace null package'.split(
    ' ',
  ),
  ...'prototype return true var void while __proto__'.split(' '),
  // Names of the library itself: constants and types that a variable could not hide.
  ...'bool bytes cel double dyn google int list map null_type optional string type uint'.split(' '),
];

/** Functions that conditions know besides CEL's own, as the reference shows them. */
export const CEL_FUNCTIONS: readonly { readonly signature: string; readonly summary: string }[] = [
  { signature: 'defined(PATH)', summary: 'true where the variable, or the key of it, is there' },
  {
    signature: 'version(TEXT)',
    summary: 'a version to compare: `version(k3s.version) >= version("1.36")`; builds such as `+k3s2` count',
  },
];

// Imported when the first condition is parsed: a play without any does not pay for it at the start.
const require = createRequire(import.meta.url);
let environment: Environment | undefined;

/** The one environment of all conditions. Names are checked by us, so that unknown ones get hints of ours. */
export function celEnvironment(): Environment {
  environment ??= createEnvironment();
  return environment;
}

function createEnvironment(): Environment {
  const library = require('@marcbachmann/cel-js') as typeof Library;
  const made = new library.Environment({
    unlistedVariablesAreDyn: true,
    homogeneousAggregateLiterals: false,
  });
  made.registerType('Version', { ctor: Version, fields: {} });
  made.registerFunction('version(string): Version', (text: string) => {
    const version = parseVersion(text);
    if (version) return version;
    throw new library.EvaluationError({
      code: 'no_version',
      message: `${JSON.stringify(text)} is no version`,
    });
  });
  for (const [operator, holds] of Object.entries(COMPARISONS)) {
    made.registerOperator(`Version ${operator} Version`, (a: Version, b: Version) =>
      holds(compareVersions(a, b)),
    );
  }
  made.registerFunction('defined(ast): bool', ({ args }: { readonly args: readonly [ASTNode] }) => ({
    typeCheck: (checker: { readonly getType: (name: string) => unknown }) => checker.getType('bool'),
    evaluate: (evaluator: Evaluator, _macro: unknown, context: unknown) =>
      isDefined(args[0], evaluator, context),
  }));
  return made;
}

/** What a macro sees of the library's evaluator. */
interface Evaluator {
  readonly run: (node: ASTNode, context: unknown) => unknown;
}

const NOT_THERE: readonly unknown[] = ['unknown_variable', 'no_such_key', 'index_out_of_bounds'];

function isDefined(node: ASTNode, evaluator: Evaluator, context: unknown): boolean {
  // The nodes below one that was never checked have no handlers: the checker of macros does not go down by itself.
  try {
    return readPath(node, evaluator, context) !== undefined;
  } catch (error) {
    if (NOT_THERE.includes((error as { readonly code?: unknown }).code)) return false;
    throw error;
  }
}

function readPath(node: ASTNode, evaluator: Evaluator, context: unknown): unknown {
  if (node.op === 'id') {
    return (context as { readonly getValue: (name: string) => unknown }).getValue(node.args);
  }
  if (node.op !== '.' && node.op !== '[]') return evaluator.run(node, context);
  const parent = readPath(node.args[0], evaluator, context);
  if (typeof parent !== 'object' || parent === null) return undefined;
  const right = node.args[1];
  const key =
    typeof right === 'string'
      ? right
      : right.op === 'value'
        ? String(right.args)
        : readKey(right, evaluator, context);
  if (parent instanceof Map) return parent.get(key);
  return Object.hasOwn(parent, key) ? (parent as Readonly<Record<string, unknown>>)[key] : undefined;
}

function readKey(node: ASTNode, evaluator: Evaluator, context: unknown): string {
  return String(readPath(node, evaluator, context));
}

const COMPARISONS: Readonly<Record<string, (difference: number) => boolean>> = {
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
  '==': (difference) => difference === 0,
};
