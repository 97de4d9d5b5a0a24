import { expect, test } from 'vitest';

import type { NamedRows } from '../dataset/load-dataset.ts';
import { NGRAM_OPTIONS } from '../prepare/prepare.ts';
import { draftOf } from './draft.ts';

const rows = [{ label: 'legitimate' as const, url: 'https://a.example/' }];
const dataset: readonly NamedRows[] = [
  { name: 'mine', role: 'train', rows, sources: ['mine'] },
  { name: 'val', role: 'val', rows, sources: ['val'] },
];
const derived = { role: 'train', ngrams: 0, derivedFrom: 'mine' } as const;
const meta = {
  vocabulary: ['a'],
  ngrams: NGRAM_OPTIONS,
  sets: [
    { name: 'mine', role: 'train', rows: 1, ngrams: 9 },
    { name: 'mine-padded', rows: 2, ...derived },
    { name: 'mine-logins', rows: 3, ...derived },
  ],
} as const;
const said = { dataset, meta, version: '1.0.0', licence: 'MIT' };

test('a draft counts the rows that were made up beside those of a set', () => {
  expect(draftOf('lr', said).trainingData).toEqual([
    { name: 'mine', rows: 1, derivedRows: 5, licence: 'not stated', from: 'own data' },
  ]);
});

test('a draft says what each row of a set counts, where that was chosen', () => {
  const [mine, ...derivedSets] = meta.sets;
  const weighted = { ...meta, sets: [{ ...mine, weight: 1.5 }, ...derivedSets] };

  expect(draftOf('lr', { ...said, meta: weighted }).trainingData).toMatchObject([{ weight: 1.5 }]);
});

test('how a model was chosen is in a draft only where it is said', () => {
  expect(draftOf('cnn', { ...said, selection: 'By a coin.' })).toMatchObject({ selection: 'By a coin.' });
  expect(draftOf('cnn', said)).not.toHaveProperty('selection');
});
