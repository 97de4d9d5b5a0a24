import { z } from 'zod';

import type { Module } from '../modules/module.ts';
import type { Schema } from './json-schema.ts';
import { schemaDefaults } from './schema-defaults.ts';

/** What begins the description of an argument that Ansible has and we refuse. */
const REFUSED = 'Refused: ';

/** Arguments that are refused with a reason, by that reason. */
export function refusedArguments(module: Module): ReadonlyMap<string, readonly string[]> {
  const refused = Object.entries(shapeOf(module)?.properties ?? {}).filter(([, argument]) =>
    isRefused(argument),
  );
  const reasons = Map.groupBy(refused, ([, argument]) => descriptionOf(argument).slice(REFUSED.length));
  return new Map(
    Array.from(reasons, ([reason, entries]) => [reason, entries.map(([name]) => name)] as const),
  );
}

/** The arguments of a module as rows: name, value, default, meaning. */
export function argumentRows(module: Module): readonly (readonly string[])[] {
  const shape = shapeOf(module);
  const defaults = schemaDefaults(module.args);
  const required = new Set(shape?.required ?? []);
  const accepted = Object.entries(shape?.properties ?? {}).filter(([, argument]) => !isRefused(argument));
  return accepted.map(([name, argument]) => [
    nameCell(name, module, required.has(name)),
    conditionText(name, module) ?? valueText(argument),
    defaultText(argument.default ?? defaults.get(name)),
    descriptionOf(argument),
  ]);
}

function shapeOf(module: Module): Schema | undefined {
  const schema = z.toJSONSchema(module.args, { io: 'input', unrepresentable: 'any' }) as Schema;
  if (schema.properties) return schema;
  return (schema.allOf ?? schema.anyOf ?? []).find((each) => each.properties);
}

function isRefused(argument: Schema): boolean {
  return descriptionOf(argument).startsWith(REFUSED);
}

function nameCell(name: string, { aliases = {}, freeForm }: Module, isRequired: boolean): string {
  const others = Object.keys(aliases).filter((alias) => aliases[alias] === name);
  const marks = [
    ...(isRequired ? ['required'] : []),
    ...(freeForm === name ? ['free form'] : []),
    ...(others.length > 0 ? [`also ${others.map((other) => `\`${other}\``).join(', ')}`] : []),
  ];
  return `\`${name}\`${marks.length > 0 ? ` (${marks.join('; ')})` : ''}`;
}

function conditionText(name: string, { conditions = [] }: Module): string | undefined {
  return conditions.includes(name) ? 'condition' : undefined;
}

/** What a value looks like, in the words of a YAML file. */
export function valueText(schema: Schema): string {
  const { enum: words, anyOf, oneOf, const: only, type, items, allOf } = schema;
  if (words) return words.map(code).join(', ');
  if (only !== undefined) return code(only);
  const branches = anyOf ?? oneOf;
  if (branches) return unionText(branches);
  const [first] = allOf ?? [];
  if (type === undefined && first) return valueText(first);
  if (typeof type === 'object') return unionText(type.map((each) => ({ ...schema, type: each })));
  switch (type) {
    case 'array':
      return items && (items.type !== undefined || items.anyOf || items.enum)
        ? `list of ${valueText(items)}`
        : 'list';
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    case 'boolean':
      return 'true or false';
    case 'object':
      return 'map';
    case 'string':
      return 'text';
    default:
      return 'anything';
  }
}

/** Values that templates may leave as text (`yes`, `"8"`) are named by what they mean. */
function unionText(branches: readonly Schema[]): string {
  const kinds = branches.map(valueText);
  const isWritten = ({ type, pattern, enum: words }: Schema) =>
    type === 'string' && (pattern ?? words) !== undefined;
  const others = branches.filter((branch) => !isWritten(branch)).map(valueText);
  const only = (kind: string) => others.every((other) => other === kind || /^`[\d`, ]+$/.test(other));
  if (kinds.includes('true or false') && only('true or false')) return 'true or false';
  if (kinds.includes('whole number') && only('whole number')) return 'whole number';
  if (kinds.includes('number') && only('number')) return 'number';
  const isText = kinds.includes('text');
  const isNumber = (kind: string) => kind === 'number' || kind === 'whole number';
  return [...new Set(kinds)].filter((kind) => !(isText && isNumber(kind))).join(' or ');
}

function descriptionOf({ description, anyOf, allOf }: Schema): string {
  return (
    description ??
    [...(anyOf ?? []), ...(allOf ?? [])].find((each) => each.description)?.description ??
    ''
  ).replace(/\s*\n\s*/g, ' ');
}

function defaultText(value: unknown): string {
  return value === undefined || value === '' ? '' : code(value);
}

function code(value: unknown): string {
  const isPlain = typeof value === 'string' && value === value.trim() && value !== '';
  return `\`${isPlain ? value : JSON.stringify(value)}\``;
}
