import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ReadStream } from 'node:tty';

import { FileError } from '../../errors.ts';
import { Secret } from '../../shell/secret.ts';
import type { CommandContext } from '../command.ts';

/** The password for sudo where one was asked for: of a file, or typed in; undefined where none was. */
export async function becomePassword(
  given: { readonly 'ask-become-pass': boolean; readonly 'become-password-file': string | undefined },
  context: CommandContext,
): Promise<Secret | 'interrupted' | undefined> {
  const path = given['become-password-file'];
  if (path !== undefined) return new Secret((await readPasswordFile(path)).replace(/\r?\n[^]*$/, ''));
  if (!given['ask-become-pass']) return undefined;
  const typed = await askPassword('BECOME password: ', context);
  return typed === undefined ? 'interrupted' : new Secret(typed);
}

async function readPasswordFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new FileError(path, `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** What the user types, without showing it; a line of the input where that is no terminal. Undefined after Ctrl-C. */
async function askPassword(prompt: string, context: CommandContext): Promise<string | undefined> {
  const input = context.input;
  context.output.note(prompt);
  if (!input.isTTY) {
    for await (const line of createInterface({ input })) return line;
    return '';
  }
  input.setRawMode(true);
  try {
    return await readHidden(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    context.output.note('\n');
  }
}

function readHidden(input: ReadStream): Promise<string | undefined> {
  return new Promise((resolve) => {
    let typed = '';
    const end = (value: string | undefined) => {
      input.off('data', read);
      resolve(value);
    };
    const read = (chunk: Buffer | string) => {
      for (const character of chunk.toString()) {
        if (character === '\r' || character === '\n' || character === '\u0004') return end(typed);
        if (character === '\u0003') return end(undefined);
        if (character === '\u007f' || character === '\b') typed = typed.slice(0, -1);
        else if (character === '\u0015') typed = '';
        else typed += character;
      }
    };
    input.on('data', read);
    input.resume();
  });
}
