// Makes keras.golden.json again with the original library and compares it byte for byte with the committed
// one; then compares our answers with the original's on 10,000 and more URLs of the shared data.
//
//     node lib-ml/golden/check.ts [--shared ../shared] [--venv DIR] [--rows 12000] [--write]

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { compareGolden, type Golden } from './compare.ts';
import { defaultVenv, ensurePython, makeGolden } from './python.ts';

const COMMITTED = join(import.meta.dirname, 'keras.golden.json');
const DEFAULT_SHARED = join(import.meta.dirname, '../../../shared');
const SHOWN_DIFFERENCES = 20;

const { values } = parseArgs({
  options: {
    shared: { type: 'string', default: process.env['LAB_SHARED'] ?? DEFAULT_SHARED },
    venv: { type: 'string' },
    rows: { type: 'string', default: '12000' },
    write: { type: 'boolean', default: false },
  },
});

// PYTHON: one that has requirements.txt already, as in CI; else a virtual environment of our own
const python =
  values.venv === undefined && process.env['PYTHON'] !== undefined
    ? process.env['PYTHON']
    : ensurePython(values.venv ?? defaultVenv(process.env));
const directory = mkdtempSync(join(tmpdir(), 'keras-golden-'));
try {
  const small = join(directory, 'small.json');
  makeGolden(python, ['small', small]);
  const made = readFileSync(small);
  if (values.write) writeFileSync(COMMITTED, made);
  const isCurrent = made.equals(readFileSync(COMMITTED));

  const large = join(directory, 'large.json');
  makeGolden(python, ['large', large, resolve(values.shared), values.rows]);
  // written by our own script a moment ago
  const golden = JSON.parse(readFileSync(large, 'utf8')) as Golden;
  const { texts, differences } = compareGolden(golden);

  for (const difference of differences.slice(0, SHOWN_DIFFERENCES)) console.error(difference);
  console.log(
    `${golden.library}: golden file ${isCurrent ? 'is the same' : 'DIFFERS'}; ` +
      `${texts} texts compared, ${differences.length} differences`,
  );
  if (!isCurrent || differences.length > 0) process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true });
}
