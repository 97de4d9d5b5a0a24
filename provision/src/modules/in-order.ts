import { sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';

/** Commands one after the other, as long as they succeed. Of none, one that does nothing. */
export function inOrder(commands: readonly Command[]): Command {
  const [first = sh`:`, ...others] = commands;
  return others.reduce((all, command) => sh`${all} &&\n${command}`, first);
}
