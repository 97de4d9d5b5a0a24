import { kindOf } from '../source/issue-text.ts';
import { NOTHING, evaluate, hashOf, refuse } from './evaluate.ts';
import type { Evaluation } from './evaluate.ts';
import { isTruthy } from './helpers.ts';
import { itemScope } from './scope.ts';
import type { Scope } from './scope.ts';

/** Statements to walk, and what names mean in them. */
export interface BlockPart {
  readonly body: readonly hbs.AST.Statement[];
  readonly scope: Scope;
}

/** What a block comes to: one part of it, none, or its body once an item. Anything odd is reported. */
export function expandBlock(
  block: hbs.AST.BlockStatement,
  scope: Scope,
  evaluation: Evaluation,
): readonly BlockPart[] {
  const name = block.path.original;
  if (name !== 'if' && name !== 'unless' && name !== 'each') {
    refuse(
      block,
      evaluation,
      'unsupported-template',
      `there is no block \`#${name}\``,
      'known blocks: #if, #unless, #each',
    );
    return [];
  }
  const [param, ...others] = block.params;
  if (!param || others.length > 0 || hashOf(block)) {
    refuse(block, evaluation, 'bad-argument', `\`#${name}\` takes one argument`);
    return [];
  }
  const value = evaluate(param, scope, evaluation);
  if (value === NOTHING) return [];
  if (name === 'each') return expandEach(block, value, scope, evaluation);
  const chosen = isTruthy(value) === (name === 'if') ? block.program : inverseOf(block);
  return chosen ? [{ body: chosen.body, scope }] : [];
}

function expandEach(
  block: hbs.AST.BlockStatement,
  value: unknown,
  scope: Scope,
  evaluation: Evaluation,
): readonly BlockPart[] {
  if (typeof value !== 'object' || value === null) {
    const message = `\`#each\` goes over a list or a map, this is ${kindOf(value)}`;
    refuse(block.params[0] ?? block, evaluation, 'bad-argument', message);
    return [];
  }
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  const inverse = inverseOf(block);
  if (entries.length === 0) return inverse ? [{ body: inverse.body, scope }] : [];
  const [itemName, keyName] = block.program.blockParams ?? [];
  return entries.map(([key, item], index) => {
    const data = { key, index, first: index === 0, last: index === entries.length - 1 };
    const parameters = new Map<string, unknown>();
    if (itemName !== undefined) parameters.set(itemName, item);
    if (keyName !== undefined) parameters.set(keyName, key);
    return { body: block.program.body, scope: itemScope(scope, item, data, parameters) };
  });
}

/** The part behind `{{else}}`; the parser leaves it out where there is none. */
function inverseOf(block: hbs.AST.BlockStatement): hbs.AST.Program | undefined {
  return block.inverse;
}
