/** What names mean at one place of a template. */
export interface Scope {
  /** `this`: the root at first, the item inside `{{#each}}`. */
  readonly context: unknown;
  /** `@root`. */
  readonly root: unknown;
  /** `@index`, `@key`, `@first`, `@last` of the innermost `{{#each}}`. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Names given by `as |item key|`. */
  readonly blockParameters: ReadonlyMap<string, unknown>;
  /** The scope outside the innermost `{{#each}}`: what `../` means. */
  readonly outer: Scope | undefined;
}

/** The outermost scope of a template. */
export function rootScope(root: unknown): Scope {
  return { context: root, root, data: {}, blockParameters: new Map(), outer: undefined };
}

/** The scope of one item of an `{{#each}}`. */
export function itemScope(
  outer: Scope,
  item: unknown,
  data: Readonly<Record<string, unknown>>,
  blockParameters: ReadonlyMap<string, unknown>,
): Scope {
  return {
    context: item,
    root: outer.root,
    data,
    blockParameters: new Map([...outer.blockParameters, ...blockParameters]),
    outer,
  };
}

/** A resolved name, or the part of it that is not there and the names that are. */
export type Resolved =
  | { readonly isFound: true; readonly value: unknown }
  | { readonly isFound: false; readonly missing: string; readonly known: readonly string[] };

/** What a path means in a scope. Own properties only: nothing of a prototype can be reached. */
export function resolvePath(path: hbs.AST.PathExpression, scope: Scope): Resolved {
  let from: Scope | undefined = scope;
  for (let depth = path.depth; depth > 0; depth--) from = from?.outer;
  if (!from) return { isFound: false, missing: path.original, known: [] };
  const [first, ...rest] = path.parts;
  if (first === undefined) return { isFound: true, value: from.context };
  if (path.data) return descend({ root: from.root, ...from.data }, path.parts);
  // `this.x` and `./x` mean the context's x even where a block parameter has that name.
  const isParameter =
    path.depth === 0 && from.blockParameters.has(first) && !/^(this\b|\.\/)/.test(path.original);
  return isParameter ? descend(from.blockParameters.get(first), rest) : descend(from.context, path.parts);
}

/** The own property at a path of keys. */
export function descend(start: unknown, parts: readonly string[]): Resolved {
  let value = start;
  for (const part of parts) {
    const isContainer = typeof value === 'object' && value !== null;
    const isOwn =
      isContainer && Object.hasOwn(value as object, part) && !(Array.isArray(value) && part === 'length');
    const next = isOwn ? (value as Readonly<Record<string, unknown>>)[part] : undefined;
    if (next === undefined) {
      return { isFound: false, missing: part, known: isContainer ? Object.keys(value as object) : [] };
    }
    value = next;
  }
  return { isFound: true, value };
}
