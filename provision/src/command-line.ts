import { parseArgs } from 'node:util';

import { COMMANDS } from './command-line/commands.ts';
import type { CommandName, CommandOptions } from './command-line/commands.ts';
import type { Option, Options } from './command-line/option.ts';
import { suggest } from './source/nearest.ts';

/** What the user asked for. */
export type Invocation =
  | { readonly command: 'help'; readonly topic: CommandName | undefined }
  | { readonly command: 'version' }
  | {
      readonly [Name in CommandName]: { readonly command: Name; readonly options: CommandOptions<Name> };
    }[CommandName];

/** An invocation, or everything that is wrong with the command line, a sentence each. */
export type ParsedCommandLine =
  | { readonly invocation: Invocation; readonly mistakes: readonly [] }
  | { readonly invocation: undefined; readonly mistakes: readonly string[] };

/** Reads the arguments behind `lab`. Strict: what is not known is a mistake, with the nearest thing that is. */
export function parseCommandLine(argv: readonly string[]): ParsedCommandLine {
  const [first, ...rest] = argv;
  if (first === '--version' || first === '-V' || first === 'version')
    return understood({ command: 'version' });
  if (first === '--help' || first === '-h' || first === 'help') return help(rest[0]);
  if (first === undefined) return refused(['which command?']);
  if (!isCommand(first)) return refused([unknown('command', first, Object.keys(COMMANDS))]);
  if (rest.includes('--help') || rest.includes('-h')) return help(first);
  const { values, mistakes } = readOptions(COMMANDS[first].options, rest);
  // The values come from the very table that gives them their types.
  return mistakes.length > 0
    ? refused(mistakes)
    : understood({ command: first, options: values } as Invocation);
}

function readOptions(
  options: Options,
  args: readonly string[],
): { values: unknown; mistakes: readonly string[] } {
  const config = Object.entries(options).map(([name, { placeholder, short }]) => {
    return [
      name,
      { type: placeholder === undefined ? 'boolean' : 'string', ...(short && { short }) },
    ] as const;
  });
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(config),
    strict: false,
    tokens: true,
  });
  const values = Object.fromEntries(Object.entries(options).map(([name, { fallback }]) => [name, fallback]));
  const mistakes: string[] = [];
  const given = new Set<string>();
  let isBehindUnknown = false;
  for (const token of tokens) {
    // What stands behind an unknown option was meant as its value.
    if (token.kind === 'positional' && !isBehindUnknown) {
      mistakes.push(`\`${token.value}\` is one word too many`);
    }
    isBehindUnknown = false;
    if (token.kind !== 'option') continue;
    const { name, rawName } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (!option) {
      mistakes.push(
        unknown(
          'option',
          rawName,
          Object.keys(options).map((each) => `--${each}`),
        ),
      );
      isBehindUnknown = token.value === undefined;
    } else if (given.has(name)) mistakes.push(`${rawName} is given twice`);
    else {
      const result = readValue(option, token.value);
      if ('refused' in result) mistakes.push(`${rawName} ${result.refused}`);
      else values[name] = result.value;
      given.add(name);
    }
  }
  return { values, mistakes };
}

function readValue(option: Option<unknown>, value: string | undefined): ReturnType<Option<unknown>['read']> {
  if (option.placeholder === undefined)
    return value === undefined ? option.read('') : { refused: 'takes no value' };
  // `--port --seed 1`: the next option is not the value of this one.
  if (value === undefined || value.startsWith('--'))
    return { refused: `needs a value: ${option.placeholder}` };
  return option.read(value);
}

function help(topic: string | undefined): ParsedCommandLine {
  if (topic === undefined || isCommand(topic)) return understood({ command: 'help', topic });
  return refused([unknown('command', topic, Object.keys(COMMANDS))]);
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

function unknown(what: string, word: string, known: readonly string[]): string {
  const hint = suggest(word, known);
  return `there is no ${what} \`${word}\`${hint === undefined ? '' : `: ${hint}`}`;
}

function understood(invocation: Invocation): ParsedCommandLine {
  return { invocation, mistakes: [] };
}

function refused(mistakes: readonly string[]): ParsedCommandLine {
  return { invocation: undefined, mistakes };
}
