import type { z } from 'zod';

/** The defaults of an object schema, by key. JSON Schema leaves out those of values that are transformed. */
export function schemaDefaults(schema: z.core.$ZodType): ReadonlyMap<string, unknown> {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'pipe':
      return schemaDefaults(def.in);
    case 'intersection':
      return new Map([...schemaDefaults(def.left), ...schemaDefaults(def.right)]);
    case 'object': {
      const entries = Object.entries(def.shape).map(([key, each]) => [key, defaultOf(each)] as const);
      return new Map(entries.filter(([, value]) => value !== undefined));
    }
    default:
      return new Map();
  }
}

function defaultOf(schema: z.core.$ZodType): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case 'default':
    case 'prefault':
      return def.defaultValue;
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'nonoptional':
      return defaultOf(def.innerType);
    case 'pipe':
      return defaultOf(def.in);
    default:
      return undefined;
  }
}
