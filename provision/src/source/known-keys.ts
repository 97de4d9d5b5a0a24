import type { z } from 'zod';

import type { Path } from './document.ts';

/** The keys that a schema knows for the map at a path: what a mistyped key may have been meant to be. */
export function knownKeys(schema: z.core.$ZodType, path: Path): readonly string[] {
  const keys = at(schema, path).flatMap((each) => {
    const { def } = (each as z.core.$ZodTypes)._zod;
    return def.type === 'object' ? Object.keys(def.shape) : [];
  });
  return [...new Set(keys)];
}

/** The schemas that stand at a path: several where a union has several ways to go. */
function at(schema: z.core.$ZodType, path: Path): readonly z.core.$ZodType[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const [step, ...rest] = path;
  switch (def.type) {
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch':
      return at(def.innerType, path);
    case 'pipe':
      return at(def.in, path);
    case 'lazy':
      return at(def.getter(), path);
    case 'union':
      return def.options.flatMap((option) => at(option, path));
    case 'object': {
      if (step === undefined) return [schema];
      const next = Object.hasOwn(def.shape, step) ? def.shape[String(step)] : undefined;
      return next ? at(next, rest) : [];
    }
    case 'record':
      return step === undefined ? [schema] : at(def.valueType, rest);
    case 'array':
      return step === undefined ? [schema] : at(def.element, rest);
    default:
      return step === undefined ? [schema] : [];
  }
}
