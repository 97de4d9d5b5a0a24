import { expect, test } from 'vitest';

import { howToGet } from './how-to-get.ts';
import type { KnownArtifact } from './store.ts';

const SETTINGS = { cacheFolder: '/c', lockFile: '/l.yml' };
const SUM = 'a'.repeat(64);

const known = (file: string, isLocked: boolean): KnownArtifact => ({
  artifact: {
    name: file,
    group: 'g',
    version: '1',
    architecture: 'amd64',
    file,
    url: `https://x/${file}`,
    checksumUrl: undefined,
    image: undefined,
  },
  entry: isLocked ? { sha256: SUM, size: 1, published: 'u' } : undefined,
  path: undefined,
});

test('files that the lock knows have a place to be put', () => {
  expect(howToGet([known('a', true), known('b', true)], SETTINGS)).toEqual([
    `  https://x/a\n    belongs at /c/${SUM}/a`,
    `  https://x/b\n    belongs at /c/${SUM}/b`,
    'To get them without a network here: fetch these URLs elsewhere, and put each file at its place.',
  ]);
});

test('files that it does not know take the lock along', () => {
  expect(howToGet([known('a', false)], SETTINGS)).toEqual([
    '  https://x/a\n    has no entry in the lock yet',
    'To get them without a network here: run `lab fetch` where there is one, and bring /l.yml and /c along.',
  ]);
});

test('nothing is missing', () => {
  expect(howToGet([], SETTINGS)).toEqual([]);
});
