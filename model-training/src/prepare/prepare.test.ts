import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

import { temporaryFolder } from '../../test/temporary-folder.ts';
import { loadDataset } from '../dataset/load-dataset.ts';
import { siteOf } from '../dataset/site.ts';
import { prepare } from './prepare.ts';

/** An invented data file: names under reserved top-level domains. */
function inventedLines(count: number): string {
  const line = (row: number): string =>
    row % 2 === 0
      ? `legitimate\thttps://garden-${row}.example/plants?page=${row}`
      : `phishing\thttp://secure-${row}.invalid/wallet/verify.php`;
  return Array.from({ length: count }, (_, row) => `${line(row)}\n`).join('');
}

test('a folder with one file becomes arrays of train and validation rows, no site in both', () => {
  const data = temporaryFolder();
  const out = path.join(data, 'work');
  mkdirSync(path.join(data, 'mine'));
  writeFileSync(path.join(data, 'mine', 'urls.tsv'), inventedLines(400));
  const dataset = loadDataset(data);
  const weights = new Map([['mine/urls-train', 2]]);

  const meta = prepare(dataset, { out, seed: 1, weights });

  expect(dataset.map(({ role }) => role)).toEqual(['train', 'val', 'test']);
  expect(dataset.reduce((sum, { rows }) => sum + rows.length, 0)).toBe(400);
  const sites = dataset.map(({ rows }) => new Set(rows.map(({ url }) => siteOf(url))));
  expect(sites[0]!.isDisjointFrom(sites[1]!) && sites[0]!.isDisjointFrom(sites[2]!)).toBe(true);
  const [train, padded, logins, val] = meta.sets;
  expect(meta.sets.map(({ name, role }) => [name, role])).toEqual([
    ['mine-urls-train', 'train'],
    ['mine-urls-train-padded', 'train'],
    ['mine-urls-train-logins', 'train'],
    ['mine-urls-val', 'val'],
  ]);
  expect(meta.sets.map(({ derivedFrom }) => derivedFrom)).toEqual([
    undefined,
    'mine/urls-train',
    'mine/urls-train',
    undefined,
  ]);
  expect(meta.sets.map(({ weight }) => weight)).toEqual([2, 2, 2, undefined]);
  expect(train!.rows).toBe(dataset[0]!.rows.length);
  expect(padded!.rows).toBeGreaterThan(0);
  expect(logins!.rows).toBeGreaterThan(0);
  const bytes = (name: string): Buffer => readFileSync(path.join(out, name));
  expect(bytes('mine-urls-val.ids.bin').length).toBe(val!.rows * 200);
  expect(bytes('mine-urls-val.labels.bin').length).toBe(val!.rows);
  const counts = new Int32Array(new Uint8Array(bytes('mine-urls-val.counts.bin')).buffer);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(val!.ngrams);
  expect(bytes('mine-urls-val.ngrams.bin').length).toBe(val!.ngrams * 4);
  // the last id of a row is the last character of its canonical form
  const lastCharacter = dataset[1]!.rows[0]!.url.at(-1)!;
  expect(bytes('mine-urls-val.ids.bin')[199]).toBe(meta.vocabulary.indexOf(lastCharacter) + 2);
});

test('files called val and test keep their role, and test rows are not prepared', () => {
  const data = temporaryFolder();
  for (const name of ['train', 'val', 'test'])
    writeFileSync(path.join(data, `${name}.tsv`), inventedLines(40));

  const meta = prepare(loadDataset(data), { out: path.join(data, 'work'), seed: 1 });

  expect(new Set(meta.sets.map(({ name }) => name.split('-')[0]))).toEqual(new Set(['train', 'val']));
  expect(loadDataset(data, ['test']).map(({ name }) => name)).toEqual(['test']);
});
