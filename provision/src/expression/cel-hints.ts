import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import type { PlacedText } from './template-text.ts';

/** A form of another language, and what CEL writes instead. `$1`… are what the pattern caught, `$~1` without quotes. */
interface ForeignForm {
  readonly pattern: RegExp;
  readonly message: string;
  readonly hint: string;
}

const PATH = String.raw`([\w.[\]]+)`;

/** In the order in which they are looked for; a stretch that one of them took is not looked at again. */
const FORMS: readonly ForeignForm[] = [
  {
    pattern: /\{\{\s*(.*?)\s*\}\}/g,
    message: 'a condition is an expression already: it takes no {{ }}',
    hint: 'leave the braces away: $1',
  },
  { pattern: /\{%.*?%\}/g, message: 'a condition takes no {% %}', hint: 'write one expression in CEL' },
  {
    pattern: new RegExp(String.raw`\bnot\s+${PATH}\s+is\s+(?:not\s+)?defined\b`, 'g'),
    message: '`is defined` is not CEL',
    hint: '!defined($1)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+(?:not\s+defined|undefined)\b`, 'g'),
    message: '`is not defined` is not CEL',
    hint: '!defined($1)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+defined\b`, 'g'),
    message: '`is defined` is not CEL',
    hint: 'defined($1)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+not\s+(changed|failed|skipped)\b`, 'g'),
    message: '`is not $2` is not CEL',
    hint: '!$1.$2',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+(changed|failed|skipped)\b`, 'g'),
    message: '`is $2` is not CEL',
    hint: '$1.$2',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+(?:not\s+)?(?:succeeded|success|successful)\b`, 'g'),
    message: '`is succeeded` is not CEL',
    hint: '!$1.failed',
  },
  {
    pattern: new RegExp(
      String.raw`${PATH}\s+is\s+version\(\s*([^,()]+)(?:,\s*(["'][^"']*["']))?[^)]*\)`,
      'g',
    ),
    message: '`is version` is not CEL',
    hint: 'version($1) $~3 version($2)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+(?:match|search|regex)\(([^)]*)\)`, 'g'),
    message: 'tests behind `is` are not CEL',
    hint: '$1.matches($2)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+(?:not\s+)?none\b`, 'gi'),
    message: '`is none` is not CEL',
    hint: '$1 == null',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s+is\s+(?:not\s+)?(\w+)`, 'g'),
    message: 'tests behind `is` are not CEL',
    hint: 'compare with ==, !=, <, in, or call startsWith, matches, size, type',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s*\|\s*(?:default|d)\(\s*([^()]*?)\s*(?:,[^()]*)?\)`, 'g'),
    message: 'filters are not CEL: `| default`',
    hint: 'defined($1) ? $1 : $2',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s*\|\s*(?:length|count)\b`, 'g'),
    message: 'filters are not CEL: `| length`',
    hint: 'size($1)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s*\|\s*(int|string|bool)\b`, 'g'),
    message: 'filters are not CEL: `| $2`',
    hint: '$2($1)',
  },
  {
    pattern: new RegExp(String.raw`${PATH}\s*\|\s*float\b`, 'g'),
    message: 'filters are not CEL: `| float`',
    hint: 'double($1)',
  },
  {
    pattern: /(?<!\|)\|(?!\|)\s*(\w+)/g,
    message: 'filters are not CEL: `| $1`',
    hint: 'CEL calls functions: size(x), x.startsWith("a"), x.map(i, i.name)',
  },
  {
    pattern: /([\w.]+|\))\s+not\s+in\s+(\[[^\]]*\]|\S+)/g,
    message: '`not in` is not CEL',
    hint: '!($1 in $2)',
  },
  { pattern: /\s(and)\s/g, message: '`and` is not CEL', hint: 'write &&' },
  { pattern: /\s(or)\s/g, message: '`or` is not CEL', hint: 'write ||' },
  { pattern: /(?:^|[\s(])(not)[\s(]/g, message: '`not` is not CEL', hint: 'write !' },
  {
    pattern: /\b(True|False|None)\b(?!\s*[.(])/g,
    message: '`$1` is not CEL',
    hint: 'write true, false or null',
  },
  { pattern: /(?<![=!<>])=(?!=)/g, message: 'a single = is not CEL', hint: 'write == to compare' },
  { pattern: /\b(len|length)\(/g, message: '`$1` is not CEL', hint: 'size(…)' },
  { pattern: /\.(lower|upper)\(\)/g, message: '`.$1()` is not CEL', hint: '.$1Ascii()' },
  { pattern: /\.strip\(\)/g, message: '`.strip()` is not CEL', hint: '.trim()' },
  {
    pattern: /\b(lookup|query|q)\(/g,
    message: 'lookup plugins are not built',
    hint: 'read the value in a task and `register` it, or keep it in a file of `vars_files`',
  },
  {
    pattern: /\bansible_facts(?:\.|\[["'])(\w+)(?:["']\])?/g,
    message: 'gathered facts stand under `facts`',
    hint: 'facts.$1',
  },
];

/** Everything in a condition that is Jinja or Python rather than CEL, each with the form that CEL has for it. */
export function foreignForms(source: PlacedText): readonly Problem[] {
  let rest = maskTexts(source.text);
  const problems: Problem[] = [];
  for (const { pattern, message, hint } of FORMS) {
    for (const match of rest.matchAll(pattern)) {
      const start = match.index + firstOwn(match);
      const written = (group: string | undefined, at: number) =>
        group === undefined ? '' : source.text.slice(at, at + group.length);
      const fill = (text: string) =>
        text.replace(/\$(~?)(\d)/g, (_, bare: string, digit: string) => {
          const group = fillGroup(match, Number(digit), written);
          return bare === '' ? group : group.replace(/["']/g, '');
        });
      problems.push(
        problem('not-cel', fill(message), source.placeAt(start), fill(hint).replace('  ', ' == ')),
      );
    }
    rest = rest.replace(pattern, (found) => ' '.repeat(found.length));
  }
  return problems;
}

/** What a group caught, as it is written: the text that was searched has no quotes' contents. */
function fillGroup(
  match: RegExpExecArray,
  index: number,
  written: (group: string | undefined, at: number) => string,
): string {
  const group = match[index];
  if (group === undefined) return '';
  const offset = match[0].indexOf(
    group,
    index > 1 ? match[0].indexOf(match[1] ?? '') + (match[1]?.length ?? 0) : 0,
  );
  return written(group, match.index + Math.max(offset, 0));
}

/** The index of the first character of a match that is no blank or bracket before the word. */
function firstOwn(match: RegExpExecArray): number {
  return Math.max(/[^\s(]/.exec(match[0])?.index ?? 0, 0);
}

/** The text with blanks for what stands in quotes, of the same length. */
function maskTexts(text: string): string {
  return text.replace(/(["'])((?:\\.|(?!\1).)*)\1/g, (whole, quote: string, inside: string) =>
    inside.includes('{{') ? whole : `${quote}${'_'.repeat(inside.length)}${quote}`,
  );
}
