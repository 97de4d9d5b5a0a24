import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';

import type { Problem } from './problem.ts';
import type { SourceFile } from './yaml.ts';

/** The files that a command reads: each is remembered, so that problems can show the line they are about. */
export interface SourceFiles {
  /** A file's text, under the name that the user knows it by; a file that cannot be read is a problem. */
  readonly read: (path: string) => Promise<{ file: SourceFile | undefined; problems: readonly Problem[] }>;
  /** How a path is shown: relative to where the user stands, unless it lies elsewhere. */
  readonly nameOf: (path: string) => string;
  /** The text of a file that was read, or undefined. */
  readonly textOf: (name: string) => string | undefined;
}

/** Source files as seen from a directory. Nothing is kept open. */
export function sourceFiles(currentDirectory: string): SourceFiles {
  const texts = new Map<string, string>();
  const nameOf = (path: string) => {
    const name = relative(currentDirectory, resolve(currentDirectory, path));
    return name.startsWith('..') ? resolve(currentDirectory, path) : name;
  };
  return {
    nameOf,
    textOf: (name) => texts.get(name),
    read: async (path) => {
      const name = nameOf(path);
      try {
        const text = await readFile(resolve(currentDirectory, path), 'utf8');
        texts.set(name, text);
        return { file: { file: name, text }, problems: [] };
      } catch (error) {
        return { file: undefined, problems: [unreadable(name, error)] };
      }
    },
  };
}

function unreadable(file: string, error: unknown): Problem {
  const { code } = error as NodeJS.ErrnoException;
  const reason = REASONS[code ?? ''] ?? `cannot be read (${code ?? String(error)})`;
  return { code: 'file-unreadable', message: reason, file };
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'this file does not exist',
  EACCES: 'this file may not be read',
  EISDIR: 'this is a folder, a file is expected',
};
