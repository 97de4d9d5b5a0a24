import { COMMANDS } from './command-line/commands.ts';
import type { CommandDescription, CommandName, CommandOptions } from './command-line/commands.ts';
import { readArguments, unknown } from './command-line/read-options.ts';

/** What the user asked for. */
export type Invocation =
  | { readonly command: 'help'; readonly topic: CommandName | undefined }
  | { readonly command: 'version' }
  | {
      readonly [Name in CommandName]: {
        readonly command: Name;
        readonly options: CommandOptions<Name>;
        /** What belongs to no option. */
        readonly words: readonly string[];
      };
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
  if (asksForHelp(rest)) return help(first);
  const description: CommandDescription = COMMANDS[first];
  const { values, words, mistakes } = readArguments(description.options, description.words, rest);
  // The values come from the very table that gives them their types.
  return mistakes.length > 0
    ? refused(mistakes)
    : understood({ command: first, options: values, words } as Invocation);
}

function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h');
}

function help(topic: string | undefined): ParsedCommandLine {
  if (topic === undefined || isCommand(topic)) return understood({ command: 'help', topic });
  return refused([unknown('command', topic, Object.keys(COMMANDS))]);
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

function understood(invocation: Invocation): ParsedCommandLine {
  return { invocation, mistakes: [] };
}

function refused(mistakes: readonly string[]): ParsedCommandLine {
  return { invocation: undefined, mistakes };
}
