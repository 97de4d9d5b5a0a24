import { parseArgs } from 'node:util';

import { suggest } from '../source/nearest.ts';
import type { AnyOption, Options, OptionValue } from './option.ts';

/** Words of a command that belong to no option. */
export interface Words {
  /** What stands for them in the help, e.g. `[PLAYBOOK…]`. */
  readonly placeholder: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  readonly least: number;
  readonly most: number;
}

/** What stands behind the name of a command. */
export interface ReadArguments {
  readonly values: Readonly<Record<string, unknown>>;
  readonly words: readonly string[];
  readonly mistakes: readonly string[];
}

/** Reads options, short ones also together (`-CD`, `-f10`), and words. Everything that is wrong is found at once. */
export function readArguments(
  options: Options,
  wanted: Words | undefined,
  args: readonly string[],
): ReadArguments {
  const names = new Map(
    Object.entries(options).flatMap(([name, option]) =>
      [name, ...(option.aliases ?? [])].map((each) => [each, name] as const),
    ),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options: parserOptions(options, names),
    strict: false,
    tokens: true,
  });
  const values: Record<string, unknown> = Object.fromEntries(
    Object.entries(options).map(([name, { fallback }]) => [name, fallback]),
  );
  const words: string[] = [];
  const mistakes: string[] = [];
  const given = new Set<string>();
  let isBehindUnknown = false;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // What stands behind an unknown option was meant as its value.
      if (!isBehindUnknown) words.push(token.value);
      isBehindUnknown = false;
    }
    if (token.kind !== 'option') continue;
    isBehindUnknown = false;
    const name = names.get(token.name);
    const option = name === undefined ? undefined : options[name];
    if (name === undefined || !option) {
      mistakes.push(unknownOption(token.rawName, options));
      isBehindUnknown = token.value === undefined;
    } else if (given.has(name) && option.isRepeatable !== true)
      mistakes.push(`${token.rawName} is given twice`);
    else {
      const result = readValue(option, token, values[name]);
      if ('refused' in result) mistakes.push(`${token.rawName} ${result.refused}`);
      else values[name] = result.value;
      given.add(name);
    }
  }
  return { values, words, mistakes: [...mistakes, ...wordMistakes(wanted, words)] };
}

/** A sentence about a word that is not known, with the nearest that is. */
export function unknown(what: string, word: string, known: readonly string[]): string {
  const hint = suggest(word, known);
  return `there is no ${what} \`${word}\`${hint === undefined ? '' : `: ${hint}`}`;
}

function parserOptions(options: Options, names: ReadonlyMap<string, string>) {
  const entries = Array.from(names, ([name, meant]) => {
    const { placeholder, short } = options[meant] ?? { placeholder: undefined };
    return [
      name,
      { type: placeholder === undefined ? 'boolean' : 'string', ...(short && name === meant && { short }) },
    ] as const;
  });
  return Object.fromEntries(entries);
}

function readValue(
  option: AnyOption,
  {
    value,
    inlineValue: isInline,
  }: { readonly value: string | undefined; readonly inlineValue: boolean | undefined },
  before: unknown,
): OptionValue<unknown> {
  // The value so far came from this very option.
  const read = (text: string) => option.read(text, before as never);
  if (option.placeholder === undefined) return value === undefined ? read('') : { refused: 'takes no value' };
  // `--port --seed 1`: the next option is not the value of this one.
  if (value === undefined || (value.startsWith('--') && isInline !== true))
    return { refused: `needs a value: ${option.placeholder}` };
  return read(value);
}

function unknownOption(rawName: string, options: Options): string {
  const known = Object.keys(options).map((each) => `--${each}`);
  // Of single letters every one is near to every other.
  return unknown('option', rawName, rawName.startsWith('--') ? known : []);
}

function wordMistakes(wanted: Words | undefined, words: readonly string[]): readonly string[] {
  const { least, most, placeholder } = wanted ?? { least: 0, most: 0, placeholder: '' };
  if (words.length < least) return [`what is missing: ${placeholder}`];
  return words.slice(most).map((word) => `\`${word}\` is one word too many`);
}
