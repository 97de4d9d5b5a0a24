import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { Lab } from '../../lab/schema.ts';
import { parseYaml } from '../../source/yaml.ts';
import { modelProblems } from './models.ts';

const TEXT = 'releases:\n  v1: { weight: 90, model: lr }\n  v2: { weight: 10, model: cnn }\n';
let root: string;
let models: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'lab-models-'));
  models = join(root, 'model-service', 'models');
  for (const model of ['lr', 'cnn']) {
    await mkdir(join(models, model), { recursive: true });
    await writeFile(join(models, model, 'model.onnx'), '1234');
    await writeManifest(model, { files: { 'model.onnx': { sha256: 'x', sizeBytes: 4 } } });
  }
});

afterEach(() => rm(root, { recursive: true }));

const writeManifest = (model: string, manifest: object) =>
  writeFile(join(models, model, 'manifest.json'), JSON.stringify(manifest));

async function problems(): Promise<string[]> {
  const { document } = parseYaml({ file: 'lab.yml', text: TEXT });
  if (!document) throw new Error('the fixture is no YAML');
  const found = await modelProblems({ lab: document.value as Lab, source: document }, root);
  return found.map(
    ({ code, position, message }) =>
      `${position?.line}:${position?.column} ${code} ${message.split(': ')[1]?.replaceAll(models, '…')}`,
  );
}

test('models that are whole', async () => {
  expect(await problems()).toEqual([]);
});

test('no folder', async () => {
  await rm(join(models, 'cnn'), { recursive: true });
  expect(await problems()).toEqual(['3:28 model-missing there is no folder …/cnn']);
});

test('no manifest in one, no file of the other', async () => {
  await rm(join(models, 'lr', 'manifest.json'));
  await rm(join(models, 'cnn', 'model.onnx'));
  expect(await problems()).toEqual([
    '2:28 model-missing there is no …/lr/manifest.json',
    '3:28 model-missing there is no …/cnn/model.onnx',
  ]);
});

test('a file that was cut off', async () => {
  await writeFile(join(models, 'lr', 'model.onnx'), '12');
  expect(await problems()).toEqual(['2:28 model-missing …/lr/model.onnx has 2 bytes, its manifest says 4']);
});

test('a manifest that is none', async () => {
  await writeFile(join(models, 'lr', 'manifest.json'), '{');
  await writeManifest('cnn', { name: 'cnn' });
  expect(await problems()).toEqual([
    '2:28 model-missing …/lr/manifest.json does not say which files belong to the model',
    '3:28 model-missing …/cnn/manifest.json does not say which files belong to the model',
  ]);
});
