import { quote } from './quote.ts';

/** Text for a POSIX shell on a machine. Made by `sh` alone, so that every value in it is quoted. */
export class Command {
  readonly text: string;

  /** For `sh` and `userScript`; whoever builds a command writes sh`…`. */
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in sh`…`: a word, a list of words (each quoted, a space between), or a command, which stays as it is. */
export type Part = string | number | readonly (string | number)[] | Command;

/**
 * A command for the machine's shell: sh`stat -c %a -- ${path}`. Every interpolation is quoted. Secrets never stand in
 * a command, for its words can be read by every user of the machine: they travel on its standard input.
 * @throws {RangeError} for a NUL byte
 */
export function sh(strings: TemplateStringsArray, ...parts: readonly Part[]): Command {
  const text = strings.map((literal, index) => `${literal}${textOf(parts[index])}`).join('');
  return new Command(text);
}

/** Commands on lines of their own. */
export function lines(commands: readonly Command[]): Command {
  return new Command(commands.map(({ text }) => text).join('\n'));
}

/** A script that a user wrote (shell: of a playbook), as it is. */
export function userScript(text: string): Command {
  return new Command(text);
}

function textOf(part: Part | undefined): string {
  if (part === undefined) return '';
  if (part instanceof Command) return part.text;
  if (typeof part === 'object') return part.map((word) => quote(String(word))).join(' ');
  return quote(String(part));
}
