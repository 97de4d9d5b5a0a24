import { checkSchema } from '../../source/schema-problems.ts';
import type { BoundCondition, Module } from '../module.ts';
import type { Case } from './case-file.ts';
import { fromCase } from './case-value.ts';

/** Arguments as the module gets them, or what its schema says against them. */
export type CaseArguments = { readonly args: unknown } | { readonly refused: readonly string[] };

/** The arguments of a case through the module's schema: free form, aliases and conditions as a playbook's are treated. */
export function argumentsOf(module: Module, given: Case['args']): CaseArguments {
  const value = renamed(module, typeof given === 'string' ? freeForm(module, given) : given);
  const position = { line: 1, column: 1 };
  const find = () => ({ depth: 0, file: 'case', key: position, value: position });
  const checked = checkSchema(module.args, { value, find });
  return checked.problems.length > 0
    ? { refused: checked.problems.map(({ message }) => message) }
    : { args: checked.value };
}

function freeForm({ name, freeForm: argument }: Module, text: string): Readonly<Record<string, unknown>> {
  if (argument === undefined) throw new Error(`${name} takes no free form`);
  return { [argument]: text };
}

function renamed(
  module: Module,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(given).map(([key, value]) => {
    const name = module.aliases?.[key] ?? key;
    return [name, module.conditions?.includes(name) === true ? conditions(value) : fromCase(value)];
  });
  return Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
}

/** `{ text: a > 1, holds: true }`, or a list of such. */
function conditions(value: unknown): readonly BoundCondition[] {
  const list = (Array.isArray(value) ? value : [value]) as readonly { text: string; holds?: boolean }[];
  return list.map(({ text, holds }) => ({
    text,
    judge: () =>
      holds === undefined
        ? {
            problem: {
              code: 'undefined-name',
              message: `a name in \`${text}\` is not defined`,
              file: 'case',
            },
          }
        : { holds },
  }));
}
