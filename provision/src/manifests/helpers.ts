import { TEMPLATE_HELPERS, VerbatimText } from '../expression/helpers.ts';
import type { Helper, HelperResult, Helpers } from '../expression/helpers.ts';
import { regexLiteral } from '../routing/regex/literal.ts';
import { regexOfPaths } from '../routing/regex/paths.ts';
import { kindOf } from '../source/issue-text.ts';

/** The helpers of a manifest's template: those of every template, and what YAML and RE2 need. */
export const MANIFEST_HELPERS: Helpers = new Map<string, Helper>([
  ...TEMPLATE_HELPERS,
  [
    'yaml',
    {
      signature: 'yaml VALUE',
      summary: 'any value as YAML on one line, with its own quotes',
      arity: { least: 1, most: 1 },
      call: (value) => ({ value: new VerbatimText(JSON.stringify(value)) }),
    },
  ],
  [
    'regex_literal',
    {
      signature: 'regex_literal TEXT',
      summary: 'a regular expression (RE2) that matches exactly this text',
      arity: { least: 1, most: 1 },
      call: (text) => withText(text, regexLiteral),
    },
  ],
  [
    'regex_paths',
    {
      signature: 'regex_paths LIST',
      summary: 'a regular expression (RE2) for a list of paths, each with an optional final `*`',
      arity: { least: 1, most: 1 },
      call: (paths) =>
        Array.isArray(paths)
          ? { value: regexOfPaths(paths.map(String)) }
          : { refused: `a list is expected, this is ${kindOf(paths)}` },
    },
  ],
]);

function withText(value: unknown, make: (text: string) => string): HelperResult {
  if (typeof value === 'string') return { value: make(value) };
  return { refused: `text is expected, this is ${kindOf(value)}` };
}
