import type { ASTNode } from '@marcbachmann/cel-js';

/** A root name in the tree of a condition, with its index in the text. */
export interface CelName {
  readonly name: string;
  /** The keys behind it that are there or not whatever the rest is: not the one that `has` asks for. */
  readonly keys: readonly string[];
  readonly index: number;
  readonly isOptional: boolean;
}

/** Something that the library lets pass and that can never work. */
export interface CelMistake {
  readonly message: string;
  readonly index: number;
  readonly hint?: string;
}

interface Walk {
  readonly names: CelName[];
  readonly mistakes: CelMistake[];
}

/** The root names of a parsed condition, less the variables of `exists(item, …)` and the like. */
export function readCelTree(root: ASTNode): Walk {
  const walk: Walk = { names: [], mistakes: [] };
  visit(root, new Set(), walk);
  return walk;
}

/** Macros whose first argument is a name for each item. */
const COMPREHENSIONS: readonly string[] = ['all', 'exists', 'exists_one', 'filter', 'map'];

function visit(node: ASTNode, bound: ReadonlySet<string>, walk: Walk): void {
  switch (node.op) {
    case 'value':
      return;
    case 'id':
    case '.':
      return visitPath(node, bound, walk);
    case '.?':
      return visit(node.args[0], bound, walk);
    case 'call':
      return visitCall(node, bound, walk);
    case 'rcall':
      return visitMethod(node, bound, walk);
    case 'map':
      for (const [key, value] of node.args) visitAll([key, value], bound, walk);
      return;
    case '!_':
    case '-_':
      return visit(node.args, bound, walk);
    default:
      return visitAll(node.args, bound, walk);
  }
}

/** `a.b.c`, or something else than a name with keys behind it. */
function visitPath(node: ASTNode, bound: ReadonlySet<string>, walk: Walk): void {
  const keys: string[] = [];
  let root = node;
  while (root.op === '.') {
    keys.unshift(root.args[1]);
    root = root.args[0];
  }
  if (root.op !== 'id') return visit(root, bound, walk);
  if (!bound.has(root.args)) walk.names.push({ name: root.args, keys, index: root.start, isOptional: false });
}

function visitAll(nodes: readonly ASTNode[], bound: ReadonlySet<string>, walk: Walk): void {
  for (const node of nodes) visit(node, bound, walk);
}

function visitCall(node: ASTNode & { op: 'call' }, bound: ReadonlySet<string>, walk: Walk): void {
  const [name, args] = node.args;
  const [first] = args;
  if (name === 'defined' && first) return visitDefined(first, bound, walk);
  if (name === 'has' && first && first.op !== '.') {
    const hint = first.op === 'id' ? `defined(${first.args}) asks for a variable` : undefined;
    const message = '`has` takes a key of a map, such as `facts.kernel`';
    walk.mistakes.push({ message, index: first.start, ...(hint !== undefined && { hint }) });
  }
  if (name === 'has' && first?.op === '.') return visit(first.args[0], bound, walk);
  visitAll(args, bound, walk);
}

function visitDefined(argument: ASTNode, bound: ReadonlySet<string>, walk: Walk): void {
  let node = argument;
  while (node.op === '.' || node.op === '[]') {
    if (node.op === '[]' && !isPath(node.args[1])) break;
    if (node.op === '[]') visit(node.args[1], bound, walk);
    node = node.args[0];
  }
  if (node.op === 'id') {
    if (!bound.has(node.args))
      walk.names.push({ name: node.args, keys: [], index: node.start, isOptional: true });
    return;
  }
  walk.mistakes.push({
    message: '`defined` takes a variable, or a path such as `a.b`',
    index: argument.start,
  });
}

function isPath(node: ASTNode): boolean {
  return node.op === 'value' || node.op === 'id' || (node.op === '.' && isPath(node.args[0]));
}

function visitMethod(node: ASTNode & { op: 'rcall' }, bound: ReadonlySet<string>, walk: Walk): void {
  const [name, receiver, args] = node.args;
  const isBind = receiver.op === 'id' && receiver.args === 'cel' && name === 'bind';
  if (!isBind) visit(receiver, bound, walk);
  const [first, ...others] = args;
  if (first?.op !== 'id' || !(isBind || COMPREHENSIONS.includes(name))) return visitAll(args, bound, walk);
  const [value, ...rest] = others;
  if (isBind && value) visit(value, bound, walk);
  visitAll(isBind ? rest : others, new Set([...bound, first.args]), walk);
}
