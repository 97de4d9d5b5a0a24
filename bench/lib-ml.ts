// URLs per second of lib-ml on one core, and of keras-preprocessing in the same run where its Python is given.
//
//     [PYTHON=…/bin/python] node bench/lib-ml.ts [--smoke]

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import {
  canonicalize,
  createTokenizer,
  createVocabulary,
  encodeUrl,
  fitOnTexts,
  hashNgrams,
  ngramCapacity,
  padSequences,
  SEQUENCE_LENGTH,
  textsToSequences,
} from '@remla-lab/lib-ml';

import { inventUrls } from './lib-ml-urls.ts';

const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
const URL_COUNT = values.smoke ? 200 : 20_000;
const ROUNDS = values.smoke ? 1 : 9;

const urls = inventUrls(URL_COUNT);
const forms = urls.map(canonicalize);
const tokenizer = fitOnTexts(createTokenizer({ oovToken: '-n-' }), urls);
const vocabulary = createVocabulary([...tokenizer.wordIndex.keys()].slice(1));
const ids = new Int32Array(URL_COUNT * SEQUENCE_LENGTH);
const ngrams = { orders: [2, 3, 4, 5], buckets: 1 << 20, regions: true, queryLength: 24 };
const buckets = new Int32Array(ngramCapacity(ngrams));

const JOBS: Readonly<Record<string, () => void>> = {
  canonicalize: () => {
    for (const url of urls) canonicalize(url);
  },
  'encodeUrl, URL as it came': () => {
    for (let row = 0; row < URL_COUNT; row += 1)
      encodeUrl(urls[row]!, vocabulary, ids, row * SEQUENCE_LENGTH);
  },
  'encodeUrl, canonical form given': () => {
    for (let row = 0; row < URL_COUNT; row += 1)
      encodeUrl(forms[row]!, vocabulary, ids, row * SEQUENCE_LENGTH);
  },
  'hashNgrams, URL as it came': () => {
    for (const url of urls) hashNgrams(url, ngrams, buckets);
  },
  'textsToSequences + padSequences': () => {
    padSequences(textsToSequences(tokenizer, urls), { maxlen: SEQUENCE_LENGTH });
  },
};

function secondsOf(job: () => void): number {
  const start = performance.now();
  job();
  return (performance.now() - start) / 1000;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((left, right) => left - right)[numbers.length >> 1]!;
}

/** Rounds of all jobs in turn, so that a busy moment of the machine does not fall on one job alone. */
function measure(): Map<string, number[]> {
  const seconds = new Map(Object.keys(JOBS).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, job] of Object.entries(JOBS)) seconds.get(name)!.push(secondsOf(job));
  }
  return seconds;
}

function measureKeras(python: string): number[] {
  const script = join(import.meta.dirname, 'lib-ml-keras.py');
  const input = JSON.stringify(urls);
  const { status, stdout, stderr } = spawnSync(python, [script, String(ROUNDS)], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${python} ${script}: ${stderr}`);
  return JSON.parse(stdout) as number[];
}

const rows = measure();
const python = process.env['PYTHON'];
if (python !== undefined) rows.set('keras-preprocessing 1.1.2, both steps', measureKeras(python));

console.log(`${URL_COUNT} URLs, median of ${ROUNDS} rounds, one core, Node ${process.versions.node}`);
for (const [name, seconds] of rows) {
  const perSecond = Math.round(URL_COUNT / median(seconds));
  const spread = seconds.map((one) => Math.round(URL_COUNT / one)).sort((left, right) => left - right);
  console.log(
    `${name.padEnd(40)} ${perSecond.toLocaleString('en')} URLs/s (${spread[0]} to ${spread.at(-1)})`,
  );
}
if (python === undefined)
  console.log('keras-preprocessing: not measured, PYTHON names no Python that has it');
