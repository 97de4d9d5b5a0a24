import type { Position, Problem } from '../source/problem.ts';
import { expandBlock } from './blocks.ts';
import { NOTHING, evaluateMustache, reading, refuse } from './evaluate.ts';
import type { Evaluation } from './evaluate.ts';
import type { Helpers } from './helpers.ts';
import { rootScope } from './scope.ts';
import type { Scope } from './scope.ts';
import { startOfContent } from './content.ts';
import { placeOfNode } from './template.ts';
import type { Template } from './template.ts';

/** A value as text, or why it cannot be written here. */
export type Written = { readonly text: string } | { readonly refused: string; readonly hint?: string };

/** Writes a value behind what the current line of the output already holds. */
export type WriteValue = (value: unknown, lineSoFar: string) => Written;

/** A stretch of the output and where in the template it comes from. */
export interface Piece {
  readonly offset: number;
  readonly origin: Position;
  /** True for text of the template itself, whose characters stand one behind the other there too. */
  readonly isVerbatim: boolean;
}

export interface Rendering {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly problems: readonly Problem[];
}

/** Renders a template to text over a root of names. The text is only worth something when there are no problems. */
export function renderTemplate(
  template: Template,
  root: unknown,
  options: { readonly helpers: Helpers; readonly write: WriteValue },
): Rendering {
  const problems: Problem[] = [];
  const pieces: Piece[] = [];
  let text = '';
  const append = (added: string, origin: Position, isVerbatim: boolean) => {
    if (added === '') return;
    pieces.push({ offset: text.length, origin, isVerbatim });
    text += added;
  };
  const evaluation: Evaluation = {
    template,
    helpers: options.helpers,
    report: (found) => problems.push(found),
  };
  const walk = (body: readonly hbs.AST.Statement[], scope: Scope): void => {
    for (const statement of body) {
      if (statement.type === 'ContentStatement') {
        const content = statement as hbs.AST.ContentStatement;
        append(content.value, startOfContent(template, content), true);
      } else if (statement.type === 'MustacheStatement') {
        const mustache = statement as hbs.AST.MustacheStatement;
        const value = reading(() => evaluateMustache(mustache, scope, evaluation), evaluation);
        if (value === NOTHING) continue;
        const written = options.write(value, text.slice(text.lastIndexOf('\n') + 1));
        if ('text' in written) append(written.text, placeOfNode(template, mustache).position, false);
        else refuse(mustache, evaluation, 'not-text', written.refused, written.hint);
      } else if (statement.type === 'BlockStatement') {
        const block = statement as hbs.AST.BlockStatement;
        const parts = reading(() => expandBlock(block, scope, evaluation), evaluation);
        if (parts !== NOTHING) for (const part of parts) walk(part.body, part.scope);
      } else if (statement.type !== 'CommentStatement') {
        refuse(
          statement,
          evaluation,
          'unsupported-template',
          `${statement.type} is not used here`,
          BLOCKS_HINT,
        );
      }
    }
  };
  walk(template.program.body, rootScope(root));
  return { text, pieces, problems };
}

const BLOCKS_HINT = 'templates know values, helpers, #if, #unless and #each';

/**
 * A value that may hold one template: text that is exactly one `{{ … }}` gives its value with its type, other text is
 * rendered with `write`.
 */
export function evaluateTemplate(
  template: Template,
  root: unknown,
  options: { readonly helpers: Helpers; readonly write: WriteValue },
): { value: unknown; problems: readonly Problem[] } {
  const [only, ...others] = template.program.body;
  if (only?.type !== 'MustacheStatement' || others.length > 0) {
    const { text, problems } = renderTemplate(template, root, options);
    return { value: text, problems };
  }
  const problems: Problem[] = [];
  const evaluation = { template, helpers: options.helpers, report: (found: Problem) => problems.push(found) };
  const mustache = only as hbs.AST.MustacheStatement;
  const value = reading(() => evaluateMustache(mustache, rootScope(root), evaluation), evaluation);
  return { value: value === NOTHING ? undefined : value, problems };
}
