/** A path, a helper's call or a block in a template, with how deep in `{{#each}}` it stands. */
export interface TemplatePart {
  readonly node: hbs.AST.Node;
  /** The name of the helper or block; undefined for a plain path. */
  readonly name: string | undefined;
  readonly isBlock: boolean;
  readonly params: readonly hbs.AST.Expression[];
  readonly path: hbs.AST.PathExpression | undefined;
  readonly depth: number;
  readonly bound: ReadonlySet<string>;
  /** The path is the first argument of `default`, which may be missing. */
  readonly isOptional: boolean;
}

/** Every call of a helper in a template, blocks left out. */
export function callsOf(program: hbs.AST.Program): readonly (TemplatePart & { readonly name: string })[] {
  return partsOf(program).filter(
    (part): part is TemplatePart & { readonly name: string } => part.name !== undefined && !part.isBlock,
  );
}

interface Around {
  readonly depth: number;
  readonly bound: ReadonlySet<string>;
}

/** Everything in a template that names something, in order. */
export function partsOf(program: hbs.AST.Program): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const add = (part: Partial<TemplatePart> & Pick<TemplatePart, 'node'>, around: Around) => {
    const rest = { name: undefined, isBlock: false, params: [], path: undefined, isOptional: false };
    parts.push({ ...rest, ...around, ...part });
  };
  const visitExpression = (node: hbs.AST.Expression, around: Around, isOptional = false): void => {
    if (node.type === 'PathExpression') {
      add({ node, path: node as hbs.AST.PathExpression, isOptional }, around);
    } else if (node.type === 'SubExpression') {
      const call = node as hbs.AST.SubExpression;
      visitCall(call.path, call.params, around);
    }
  };
  const visitCall = (path: hbs.AST.PathExpression, params: readonly hbs.AST.Expression[], around: Around) => {
    add({ node: path, name: path.original, params }, around);
    for (const [index, param] of params.entries()) {
      visitExpression(param, around, path.original === 'default' && index === 0);
    }
  };
  const visitMustache = (mustache: hbs.AST.MustacheStatement, around: Around): void => {
    const isCall = mustache.params.length > 0 || (mustache.hash as hbs.AST.Hash | undefined) !== undefined;
    if (isCall) visitCall(mustache.path as hbs.AST.PathExpression, mustache.params, around);
    else visitExpression(mustache.path, around);
  };
  const visitBlock = (block: hbs.AST.BlockStatement, around: Around): void => {
    const name = block.path.original;
    add({ node: block, name, isBlock: true, params: block.params }, around);
    for (const param of block.params) visitExpression(param, around);
    const isEach = name === 'each';
    const bound = new Set([
      ...around.bound,
      ...((block.program as hbs.AST.Program | undefined)?.blockParams ?? []),
    ]);
    visitBody(block.program, isEach ? { depth: around.depth + 1, bound } : around);
    visitBody(block.inverse, around);
  };
  const visitBody = (body: hbs.AST.Program | undefined, around: Around): void => {
    for (const statement of body?.body ?? []) {
      if (statement.type === 'MustacheStatement')
        visitMustache(statement as hbs.AST.MustacheStatement, around);
      else if (statement.type === 'BlockStatement') visitBlock(statement as hbs.AST.BlockStatement, around);
      else if (statement.type !== 'ContentStatement' && statement.type !== 'CommentStatement') {
        add({ node: statement, isBlock: true, name: statement.type }, around);
      }
    }
  };
  visitBody(program, { depth: 0, bound: new Set() });
  return parts;
}
