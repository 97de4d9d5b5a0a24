import type { Problem } from '../source/problem.ts';

/** Thrown where a variable is read that cannot be rendered; whoever evaluates an expression makes problems of it. */
export class UnresolvedVariable extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('a variable could not be rendered');
    this.problems = problems;
  }
}

/**
 * A plain record whose values are worked out when first read, and kept. Reading one may throw `UnresolvedVariable`.
 * Enumerating names reads nothing.
 */
export function lazyRecord(getters: ReadonlyMap<string, () => unknown>): Readonly<Record<string, unknown>> {
  const record = Object.create(null) as Record<string, unknown>;
  for (const [name, get] of getters) {
    Object.defineProperty(record, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        const value = get();
        Object.defineProperty(record, name, { value, enumerable: true });
        return value;
      },
    });
  }
  return record;
}
