import { z } from 'zod';

import type { Module } from '../modules/module.ts';
import { TEMPLATE } from './json-schema-shapes.ts';
import type { JsonSchema } from './json-schema-shapes.ts';

/** What may stand under a module's name: its arguments, each of which can be a template; a free form; nothing. */
export function moduleSchema(module: Module): JsonSchema {
  const { properties, additionalProperties } = argumentsOf(module);
  // An argument may stand under an alias, or under `args` beside the module: the schema requires none.
  const args = {
    type: 'object',
    ...(properties && { properties: withAliases(properties, module) }),
    ...(additionalProperties !== undefined && { additionalProperties }),
  };
  const freeForm = module.freeForm === undefined ? [] : [{ type: ['string', 'number'] }];
  return { anyOf: [args, { type: 'null' }, ...freeForm] };
}

type Properties = Readonly<Record<string, JsonSchema>>;

function argumentsOf(module: Module): { properties?: Properties; additionalProperties?: unknown } {
  const options = { io: 'input', target: 'draft-7', unrepresentable: 'any' } as const;
  return z.toJSONSchema(module.args, options) as { properties?: Properties; additionalProperties?: unknown };
}

function withAliases(properties: Properties, module: Module): Properties {
  const own = Object.entries(properties).map(
    ([name, schema]) => [name, argument(name, schema, module)] as const,
  );
  const read = new Map(own);
  const aliases = Object.entries(module.aliases ?? {}).flatMap(([alias, name]) => {
    const schema = read.get(name);
    return schema === undefined ? [] : [[alias, schema] as const];
  });
  return Object.fromEntries([...own, ...aliases]);
}

function argument(name: string, { description, ...own }: JsonSchema, module: Module): JsonSchema {
  const words = description === undefined ? {} : { description };
  if (module.conditions?.includes(name) !== true) return { ...words, anyOf: [own, TEMPLATE] };
  return { ...words, allOf: [{ $ref: '#/definitions/condition' }] };
}
