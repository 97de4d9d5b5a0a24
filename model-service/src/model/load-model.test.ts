import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { tinyModelDirectory } from '../../test/tiny-model/directory.ts';
import type { TinyModelOptions } from '../../test/tiny-model/directory.ts';
import type { ModelManifest } from './manifest.ts';
import { loadModel } from './model.ts';
import { ModelError } from './model-error.ts';
import { selfTest } from './self-test.ts';

async function failure(directory: string): Promise<{ code: string; message: string }> {
  try {
    const model = await loadModel(directory);
    await selfTest(model);
    await model.close();
  } catch (error) {
    if (error instanceof ModelError) return { code: error.code, message: error.message };
    throw error;
  }
  throw new Error('the model was taken');
}

describe('files', () => {
  test.each<[string, (path: string) => Promise<void>, string, string]>([
    [
      'no directory',
      (path) => rm(path, { recursive: true }),
      'model-missing',
      'manifest.json cannot be read (ENOENT)',
    ],
    [
      'no graph',
      (path) => rm(join(path, 'model.onnx')),
      'model-missing',
      'model.onnx cannot be read (ENOENT)',
    ],
    ['truncated', (path) => truncate(join(path, 'model.onnx'), 100), 'model-changed', 'has 100 bytes'],
    [
      'one bit changed',
      async (path) => {
        const bytes = await readFile(join(path, 'model.onnx'));
        bytes[200] = (bytes[200] ?? 0) ^ 1;
        await writeFile(join(path, 'model.onnx'), bytes);
      },
      'model-changed',
      'SHA-256',
    ],
    [
      'manifest cut off',
      (path) => truncate(join(path, 'manifest.json'), 50),
      'manifest-invalid',
      'not valid JSON',
    ],
    [
      'text behind the manifest',
      (path) => appendFile(join(path, 'manifest.json'), 'x'),
      'manifest-invalid',
      'JSON',
    ],
  ])('%s', async (_name, damage, code, text) => {
    const directory = await tinyModelDirectory();
    await damage(directory.path);

    const error = await failure(directory.path);

    expect(error).toEqual({ code, message: expect.stringContaining(text) as string });
    await rm(directory.path, { recursive: true, force: true });
  });
});

describe('manifest', () => {
  test.each<[string, TinyModelOptions['edit'], string]>([
    ['an unknown key', (manifest) => ({ ...manifest, treshold: 0.5 }), 'treshold'],
    ['a missing key', (manifest) => ({ ...manifest, threshold: undefined }), 'threshold'],
    ['another schema', (manifest) => ({ ...manifest, schema: 2 }), 'schema'],
    [
      'a path as a file name',
      (manifest) => ({ ...manifest, files: { '../x': manifest.files['model.onnx'] } }),
      '../x',
    ],
    ['too few examples', (manifest) => ({ ...manifest, examples: manifest.examples.slice(1) }), 'examples'],
    [
      'a canonical form of the future',
      (manifest) => ({ ...manifest, preprocessing: { ...manifest.preprocessing, canonicalForm: 2 } }),
      'preprocessing.canonicalForm',
    ],
  ])('%s', async (_name, edit, text) => {
    await using directory = await tinyModelDirectory(edit === undefined ? {} : { edit });

    expect(await failure(directory.path)).toEqual({
      code: 'manifest-invalid',
      message: expect.stringContaining(text) as string,
    });
  });
});

describe('graph', () => {
  test.each<[string, TinyModelOptions, string, string]>([
    [
      'another input name',
      { graph: { input: 'tokens' } },
      'model-signature',
      'input is called tokens, not ids',
    ],
    [
      'another width',
      { graph: { inputShape: ['batch', 100] } },
      'model-signature',
      '[batch, 100], not [batch, 200]',
    ],
    ['a fixed batch', { graph: { inputShape: [1, 200] } }, 'model-signature', '[1, 200], not [batch, 200]'],
    [
      'another output name',
      { graph: { output: 'score' } },
      'model-signature',
      'output is called score, not logit',
    ],
    [
      'another output shape',
      { graph: { keepsDimension: true } },
      'model-signature',
      'output logit has the shape',
    ],
    ['an opset of the future', { graph: { opset: 99 } }, 'model-unreadable', 'opset'],
    [
      'the input of another kind of model',
      { edit: (manifest) => ({ ...manifest, input: { ...manifest.input, name: 'ngrams' } }) },
      'model-signature',
      'input is called ids, not ngrams',
    ],
    [
      'weights that are no numbers',
      { graph: { weights: Array(60).fill(Number.NaN) } },
      'model-output',
      'NaN',
    ],
    [
      'fewer weights than the vocabulary needs',
      { graph: { weights: [0, 0] } },
      'model-output',
      'out of data bounds',
    ],
  ])('%s', async (_name, options, code, text) => {
    await using directory = await tinyModelDirectory(options);

    expect(await failure(directory.path)).toEqual({ code, message: expect.stringContaining(text) as string });
  });

  test('a foreign file under its own checksum', async () => {
    const bytes = Buffer.from('this is no graph');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const edit: TinyModelOptions['edit'] = (manifest) => ({
      ...manifest,
      files: { 'model.onnx': { sha256, sizeBytes: bytes.length } },
    });
    await using directory = await tinyModelDirectory({ edit });
    await writeFile(join(directory.path, 'model.onnx'), bytes);

    expect(await failure(directory.path)).toEqual({
      code: 'model-unreadable',
      message: expect.stringContaining('protobuf') as string,
    });
  });
});

describe('self-test', () => {
  test.each<[string, TinyModelOptions['edit']]>([
    ['a probability 2e-3 away', (manifest) => withFirstExample(manifest, { probability: 2e-3 })],
    ['another label', (manifest) => withFirstExample(manifest, { isFlipped: true })],
    ['another temperature', (manifest) => ({ ...manifest, temperature: 2.5 })],
  ])('%s', async (_name, edit) => {
    await using directory = await tinyModelDirectory(edit === undefined ? {} : { edit });

    expect(await failure(directory.path)).toMatchObject({ code: 'self-test-failed' });
  });

  test('a probability 5e-4 away is close enough', async () => {
    await using directory = await tinyModelDirectory({
      edit: (manifest) => withFirstExample(manifest, { probability: 5e-4 }),
    });
    const model = await loadModel(directory.path);

    await selfTest(model);

    await model.close();
  });
});

function withFirstExample(
  manifest: ModelManifest,
  { probability = 0, isFlipped = false }: { probability?: number; isFlipped?: boolean },
): ModelManifest {
  const [first, ...others] = manifest.examples;
  if (first === undefined) throw new Error('no examples');
  const flipped = first.label === 'phishing' ? 'legitimate' : 'phishing';
  const changed = {
    ...first,
    label: isFlipped ? flipped : first.label,
    probability: first.probability + (first.probability > 0.5 ? -probability : probability),
  };
  return { ...manifest, examples: [changed, ...others] };
}
