import type { Sourced } from '../../source/document.ts';
import { kindOf } from '../../source/issue-text.ts';
import type { Problem } from '../../source/problem.ts';
import type { SourceFiles } from '../../source/read.ts';
import { parseYaml } from '../../source/yaml.ts';

/** How problems name the flag. */
const FLAG = '--extra-vars';

/**
 * The variables of `-e`, later ones over earlier ones: `k=v k2="v 2"` (texts), a map as JSON or YAML in braces, or @FILE.
 */
export async function readExtraVariables(
  given: readonly string[],
  files: SourceFiles,
): Promise<{ variables: Readonly<Record<string, unknown>>; problems: readonly Problem[] }> {
  const read = await Promise.all(given.map((text) => readOne(text, files)));
  return {
    variables: Object.assign({}, ...read.map(({ variables }) => variables)) as Record<string, unknown>,
    problems: read.flatMap(({ problems }) => problems),
  };
}

type Read = { readonly variables: Readonly<Record<string, unknown>>; readonly problems: readonly Problem[] };

async function readOne(text: string, files: SourceFiles): Promise<Read> {
  if (text.startsWith('@')) {
    const { file, problems } = await files.read(text.slice(1));
    if (!file) return { variables: {}, problems };
    const parsed = parseYaml(file);
    return parsed.document ? mapOf(parsed.document, file.file) : { variables: {}, problems: parsed.problems };
  }
  if (/^\s*[{[]/.test(text)) {
    const parsed = parseYaml({ file: FLAG, text });
    return parsed.document ? mapOf(parsed.document, FLAG) : { variables: {}, problems: parsed.problems };
  }
  return readPairs(text);
}

function mapOf({ value }: Sourced, file: string): Read {
  if (value === null) return { variables: {}, problems: [] };
  if (kindOf(value) === 'a map') return { variables: value as Record<string, unknown>, problems: [] };
  return { variables: {}, problems: [bad(file, `expected a map of variables, this is ${kindOf(value)}`)] };
}

function readPairs(text: string): Read {
  const variables: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const word of splitWords(text)) {
    const [, name, value] = /^([^=]*)=([^]*)$/.exec(word) ?? [];
    if (name === undefined || name === '') {
      problems.push(bad(FLAG, `\`${word}\` is no NAME=VALUE`, 'a file is written @FILE, a map as JSON'));
    } else variables[name] = value;
  }
  return { variables, problems };
}

/** The words of a text, as a shell splits them: quotes keep spaces and are gone afterwards. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (character === '\\' && quote === '"' && /["\\]/.test(text[index + 1] ?? ''))
        word += text[++index] ?? '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (character === '\\' && index + 1 < text.length) word = (word ?? '') + (text[++index] ?? '');
    else word = (word ?? '') + character;
  }
  if (word !== undefined) words.push(word);
  return words;
}

function bad(file: string, message: string, hint?: string): Problem {
  return { code: 'bad-value', message, file, ...(hint !== undefined && { hint }) };
}
