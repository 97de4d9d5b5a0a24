import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { compareGolden, type Golden } from '../../golden/compare.ts';

const FILE = join(import.meta.dirname, '../../golden/keras.golden.json');
// written by golden/make-golden.py, which `npm run golden:check` runs again
const golden = JSON.parse(readFileSync(FILE, 'utf8')) as Golden;

it('answers as keras-preprocessing 1.1.2 does', () => {
  const { texts, differences } = compareGolden(golden);

  expect(golden.library).toBe('keras-preprocessing 1.1.2');
  expect(differences).toEqual([]);
  expect(texts).toBeGreaterThan(100);
});

it('would notice one wrong index, one wrong padding and another table', () => {
  const spoilt: Golden = structuredClone(golden);
  const [first] = spoilt.cases;
  Object.assign(first!.sequences[0]!, { 0: 99 });
  Object.assign(first!.padded[0]!.rows[1]!, { 199: 99 });
  Object.assign(first!, { json: first!.json.replace('"document_count": 30', '"document_count": 31') });

  expect(compareGolden(spoilt).differences).toEqual([
    'case served: another to_json()',
    `case served, fitted here: text 0, ${JSON.stringify(first!.texts[0])}`,
    `case served, read from JSON: text 0, ${JSON.stringify(first!.texts[0])}`,
    'case served, padded {"maxlen":200}: row 1',
  ]);
});
