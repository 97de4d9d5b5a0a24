import { suggest } from '../source/nearest.ts';
import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import type { Helpers } from './helpers.ts';
import type { NameUse } from './name-use.ts';
import { placeOfNode } from './template.ts';
import type { Template } from './template.ts';
import { partsOf } from './template-calls.ts';
import type { TemplatePart } from './template-calls.ts';

/** The variables that a template names: not what it finds inside the items of an `{{#each}}`. */
export function templateUses(template: Template): readonly NameUse[] {
  return partsOf(template.program).flatMap((part) => {
    if (part.name === 'cel') {
      return part.params.flatMap((param) => template.expressions?.get(param)?.uses ?? []);
    }
    const [name, ...keys] = part.path ? rootPath(part.path, part) : [];
    if (name === undefined) return [];
    return [{ name, keys, place: placeOfNode(template, part.node), isOptional: part.isOptional }];
  });
}

/** What is wrong with a template whatever its variables are: helpers and blocks that are not there, counts of arguments. */
export function templateProblems(template: Template, helpers: Helpers): readonly Problem[] {
  return partsOf(template.program).flatMap((part) => {
    const place = placeOfNode(template, part.node);
    const found = part.isBlock ? blockMistake(part) : helperMistake(part, helpers);
    return found ? [problem(found.code, found.message, place, found.hint)] : [];
  });
}

/** A path from the root of the variables; empty for one from somewhere else. */
function rootPath(path: hbs.AST.PathExpression, { depth, bound }: TemplatePart): readonly string[] {
  const [first, ...rest] = path.parts;
  if (path.data) return first === 'root' ? rest : [];
  const isRoot = path.depth === depth;
  if (!isRoot || (path.depth === 0 && first !== undefined && bound.has(first))) return [];
  return path.parts;
}

const BLOCKS: readonly string[] = ['if', 'unless', 'each'];

function blockMistake(part: TemplatePart): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  if (BLOCKS.includes(part.name ?? '')) return undefined;
  const message = `there is no block \`#${part.name}\``;
  return { code: 'unsupported-template', message, hint: 'known blocks: #if, #unless, #each' };
}

function helperMistake(
  { name, params }: TemplatePart,
  helpers: Helpers,
): Pick<Problem, 'code' | 'message' | 'hint'> | undefined {
  if (name === undefined) return undefined;
  const helper = helpers.get(name);
  if (!helper) {
    const hint = suggest(name, helpers.keys());
    return {
      code: 'unknown-helper',
      message: `there is no helper \`${name}\``,
      ...(hint !== undefined && { hint }),
    };
  }
  const { least, most } = helper.arity;
  if (params.length >= least && params.length <= most) return undefined;
  const message = `\`${name}\` was given ${params.length} argument${params.length === 1 ? '' : 's'}`;
  return { code: 'bad-argument', message, hint: helper.signature };
}
