import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';

/** A form of Jinja between `{{` and `}}`, and what a template writes instead. */
interface JinjaForm {
  readonly pattern: RegExp;
  readonly message: string;
  readonly hint: string;
}

const PATH = String.raw`([\w.]+)`;

const FORMS: readonly JinjaForm[] = [
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*(?:default|d)\(\s*([^()]*?)\s*\)$`),
    message: 'Jinja filters are not built: `| default`',
    hint: '{{default $1 $2}}',
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*join\(\s*([^()]*?)\s*\)$`),
    message: 'Jinja filters are not built: `| join`',
    hint: '{{join $1 $2}}',
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*(lower|upper)$`),
    message: 'Jinja filters are not built: `| $2`',
    hint: '{{$2 $1}}',
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*to_(?:nice_)?(json|yaml)(?:\(.*\))?$`),
    message: 'Jinja filters are not built: `| to_$2`',
    hint: '{{json $1}} (JSON is YAML too)',
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*b64encode$`),
    message: 'Jinja filters are not built: `| b64encode`',
    hint: '{{base64 $1}}',
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*b64decode$`),
    message: 'Jinja filters are not built: `| b64decode`',
    hint: '{{from_base64 $1}}',
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*(?:length|count)$`),
    message: 'Jinja filters are not built: `| length`',
    hint: "{{cel 'size($1)'}}",
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*(int|string)$`),
    message: 'Jinja filters are not built: `| $2`',
    hint: "{{cel '$2($1)'}}",
  },
  {
    pattern: new RegExp(String.raw`^${PATH}\s*\|\s*bool$`),
    message: 'Jinja filters are not built: `| bool`',
    hint: 'write {{$1}} alone: it keeps its type',
  },
  {
    pattern: /(?<!\|)\|(?!\|)\s*(\w+)/,
    message: 'Jinja filters are not built: `| $1`',
    hint: "helpers come first: {{default a 1}}, {{join list ', '}}, and {{cel '…'}} computes",
  },
  {
    pattern: /^(?:lookup|query|q)\s*\(/,
    message: 'lookup plugins are not built',
    hint: 'read the value in a task and `register` it, or keep it in a file of `vars_files`',
  },
  {
    pattern: /^(.+?)\s+if\s+(.+?)\s+else\s+(.+)$/,
    message: 'Jinja’s `if … else` is not built',
    hint: "{{cel '$2 ? $1 : $3'}}",
  },
  {
    pattern: /^([\w.]+)\[["']([\w-]+)["']\]$/,
    message: 'a key is not written in brackets and quotes',
    hint: '{{$1.$2}}',
  },
  {
    pattern: /^([\w.]+)\[(\d+)\]$/,
    message: 'an index is not written in brackets alone',
    hint: '{{$1.[$2]}}',
  },
  {
    pattern: /^[.$]/,
    message: 'this looks like a Go template',
    hint: String.raw`braces that the command shall see are written \{{ (\\{{ inside double quotes)`,
  },
  {
    pattern: /[-+*/%~<>]|[=!<>]=|\b\w+\(/,
    message: 'a template does not compute by itself',
    hint: "{{cel '$0'}}",
  },
];

/** Every `{{ … }}` of a text that is Jinja rather than Handlebars, each with our form; places are those of the text. */
export function jinjaForms(text: string, file: string): readonly Problem[] {
  return [...text.matchAll(/\{\{~?\s*(?![#/!>])(.*?)\s*~?\}\}/gs)].flatMap((match) => {
    const inner = match[1] ?? '';
    const found = jinjaForm(inner);
    if (!found) return [];
    const place = { file, position: positionIn(text, match.index + match[0].indexOf(inner)) };
    return [problem('not-built', found.message, place, found.hint)];
  });
}

/** `{% … %}` in a text, which Handlebars would leave there as it is. */
export function jinjaStatements(text: string, file: string): readonly Problem[] {
  return [...text.matchAll(/\{%-?\s*(\w+).*?%\}/gs)].map((match) => {
    const hint = STATEMENTS[match[1] ?? ''] ?? 'write {{#if x}}…{{else}}…{{/if}} or {{#each list}}…{{/each}}';
    const place = { file, position: positionIn(text, match.index) };
    return problem('not-built', `Jinja statements are not built: \`{% ${match[1]} %}\``, place, hint);
  });
}

const STATEMENTS: Readonly<Record<string, string>> = {
  raw: String.raw`braces that shall stay are written \{{ (\\{{ inside double quotes)`,
  endraw: String.raw`braces that shall stay are written \{{ (\\{{ inside double quotes)`,
  if: '{{#if x}}…{{else}}…{{/if}}',
  elif: '{{else if x}}',
  else: '{{else}}',
  endif: '{{/if}}',
  for: '{{#each list}}{{this}}{{/each}}, or {{#each list as |item|}}',
  endfor: '{{/each}}',
  set: 'define it under `vars` of the task',
};

function jinjaForm(inner: string): { message: string; hint: string } | undefined {
  for (const { pattern, message, hint } of FORMS) {
    const match = pattern.exec(inner);
    if (!match) continue;
    const fill = (text: string) =>
      text.replace(/\$(\d)/g, (_, digit: string) => (digit === '0' ? inner : (match[Number(digit)] ?? '')));
    return { message: fill(message), hint: fill(hint) };
  }
  return undefined;
}

function positionIn(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
