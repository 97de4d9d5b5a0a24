import { dirname } from 'node:path';

/** `directory` and the ones above it, the nearest first, up to the root of the file system. */
export function* ancestors(directory: string): Generator<string, void> {
  let current = directory;
  for (;;) {
    yield current;
    const parent = dirname(current);
    if (parent === current) return;
    current = parent;
  }
}
