import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { loadModel } from '@remla-lab/model-service';

import { calibrate } from './calibrate/calibrate.ts';
import { draftOf, MODEL_NAMES } from './calibrate/draft.ts';
import { loadDataset } from './dataset/load-dataset.ts';
import { scoreSets } from './evaluate/evaluate-model.ts';
import { prepare } from './prepare/prepare.ts';
import { parseWeights } from './prepare/weights.ts';

const PROGRAM = fileURLToPath(new URL('../train/train.py', import.meta.url));

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string', default: 'trained-models' },
    work: { type: 'string' },
    python: { type: 'string', default: process.env['PYTHON'] ?? 'python3' },
    epochs: { type: 'string', default: '3' },
    threads: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
    version: { type: 'string', default: '1.0.0' },
    licence: { type: 'string', default: 'not stated' },
    selection: { type: 'string' },
    weight: { type: 'string', multiple: true, default: [] },
    'calibrate-only': { type: 'boolean', default: false },
  },
});
if (values.data === undefined)
  throw new Error('--data DIR is missing: the folder with files of label<TAB>url');

/** npm runs scripts in the workspace's folder; paths are meant from where the user stands. */
const fromUser = (file: string): string => path.resolve(process.env['INIT_CWD'] ?? '.', file);
const out = fromUser(values.out);
/** The tests are for `evaluate` alone. */
const dataset = loadDataset(fromUser(values.data), ['train', 'val']);
const selection =
  values.selection === undefined ? undefined : readFileSync(fromUser(values.selection), 'utf8').trim();
for (const { name, role, rows } of dataset) console.log(`${role} ${name}: ${rows.length} rows`);
const work =
  values.work === undefined ? mkdtempSync(path.join(tmpdir(), 'remla-train-')) : fromUser(values.work);
const trainingSets = dataset.filter(({ role }) => role === 'train').map(({ name }) => name);
const weights = parseWeights(values.weight, trainingSets);
const meta = prepare(dataset, { out: work, seed: Number(values.seed), weights });
console.log(`arrays in ${work}`);
if (!values['calibrate-only']) await runTraining();
for (const name of MODEL_NAMES) {
  const directory = path.join(out, name);
  const { version, licence } = values;
  const draft = draftOf(name, { dataset, meta, version, licence, selection });
  const validation = dataset.filter(({ role }) => role === 'val').flatMap(({ rows }) => rows);
  const { temperature, threshold } = await calibrate(directory, draft, validation);
  console.log(`${directory}: temperature ${temperature}, threshold ${threshold}`);
  const model = await loadModel(directory);
  const { sets } = await scoreSets(model, dataset, 'val');
  await model.close();
  for (const [set, figures] of Object.entries(sets))
    console.log(`${name} ${set} AUC ${figures.auc} F1 ${figures.f1}`);
}

async function runTraining(): Promise<void> {
  const { python, epochs, threads, seed } = values;
  const options = ['--work', work, '--out', out, '--epochs', epochs, '--threads', threads, '--seed', seed];
  const child = spawn(python, [PROGRAM, ...options], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${python} ${PROGRAM} ended with ${code ?? 'a signal'}`);
}
