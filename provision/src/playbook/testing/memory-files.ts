import { posix } from 'node:path';

import type { SourceFiles } from '../../source/read.ts';

/** Source files that are nowhere but here, by path from where the user stands. */
export function memoryFiles(texts: Readonly<Record<string, string>>): SourceFiles {
  const nameOf = (path: string) => posix.normalize(path);
  return {
    nameOf,
    textOf: (name) => texts[name],
    read: (path) => {
      const file = nameOf(path);
      const text = texts[file];
      if (text !== undefined) return Promise.resolve({ file: { file, text }, problems: [] });
      const missing = { code: 'file-unreadable', message: 'this file does not exist', file } as const;
      return Promise.resolve({ file: undefined, problems: [missing] });
    },
  };
}
