import { COMMANDS } from './commands.ts';
import type { CommandDescription, CommandName, CommandOptions } from './commands.ts';

/** The options of a command that is called without any: for commands that are built on another one. */
export function defaultOptions<Name extends CommandName>(name: Name): CommandOptions<Name> {
  const { options }: CommandDescription = COMMANDS[name];
  const values = Object.entries(options).map(([option, { fallback }]) => [option, fallback]);
  // The values come from the very table that gives them their types.
  return Object.fromEntries(values) as CommandOptions<Name>;
}
