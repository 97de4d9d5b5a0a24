import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { labelOf } from '../../src/model/calibration.ts';
import type { ModelManifest, Preprocessing } from '../../src/model/manifest.ts';
import { openModel } from '../../src/model/model.ts';
import { tinyOnnx } from './onnx.ts';
import type { TinyGraph } from './onnx.ts';

const CHARACTERS = 'etaoinshrdlcumwfgypbvkjxqz0123456789./-?=&%:@_'.split('');
const BUCKETS = 64;

/** URLs of the self-test: hosts that are reserved for examples. */
export const EXAMPLE_URLS = [
  'https://example.org/',
  'https://www.example.com/about',
  'http://login-secure-account-0123.example.net/verify?id=1',
  'http://1-2-3-4-5-6.example.org/log-in',
  'example.edu',
  'https://a.test/x-y-z-0-1-2-3',
];

export interface TinyModelOptions {
  readonly kind?: Preprocessing['kind'];
  readonly graph?: Partial<TinyGraph>;
  /** Changes the manifest after everything else was computed. */
  readonly edit?: (manifest: ModelManifest) => unknown;
}

/** A model directory that is valid unless the options make it otherwise; removed when disposed of. */
export interface TinyModelDirectory extends AsyncDisposable {
  readonly path: string;
  readonly manifest: ModelManifest;
}

/** Writes a tiny model with its manifest into a directory of its own. */
export async function tinyModelDirectory(options: TinyModelOptions = {}): Promise<TinyModelDirectory> {
  const { kind = 'sequence', graph, edit } = options;
  const original = tinyOnnx(kind === 'sequence' ? sequenceGraph() : ngramGraph());
  const manifest = await withExamples(baseManifest(kind, original), original);
  const written = graph === undefined ? original : tinyOnnx({ ...sequenceGraph(), ...graph });
  const path = await mkdtemp(join(tmpdir(), 'tiny-model-'));
  await writeFile(join(path, 'model.onnx'), written);
  const described = { ...manifest, files: filesOf(written) };
  await writeFile(join(path, 'manifest.json'), JSON.stringify(edit?.(described) ?? described));
  return { path, manifest: described, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) };
}

/** Dashes and digits speak for phishing, letters against it: enough for both labels to occur. */
function sequenceGraph(): TinyGraph {
  const weights = CHARACTERS.map((character) => (/[-\d]/.test(character) ? 0.5 : -0.06));
  return { input: 'ids', inputShape: ['batch', 200], output: 'logit', weights: [0, 0.3, ...weights] };
}

function ngramGraph(): TinyGraph {
  const weights = Array.from({ length: BUCKETS }, (_, bucket) =>
    bucket === 0 ? 0 : bucket % 2 === 0 ? 0.3 : -0.3,
  );
  return { input: 'ngrams', inputShape: ['batch', 'ngrams'], output: 'logit', weights };
}

function baseManifest(kind: Preprocessing['kind'], graph: Uint8Array): ModelManifest {
  return {
    schema: 1,
    name: `tiny-${kind}`,
    version: '1.2.3',
    description: 'A model for tests',
    licence: 'MIT',
    created: '2026-11-21T00:00:00Z',
    files: filesOf(graph),
    preprocessing:
      kind === 'sequence'
        ? { kind, canonicalForm: 1, length: 200, vocabulary: CHARACTERS }
        : { kind, canonicalForm: 1, hash: 1, orders: [2, 3], buckets: BUCKETS, regions: true },
    input:
      kind === 'sequence'
        ? { name: 'ids', type: 'int32', shape: ['batch', 200] }
        : { name: 'ngrams', type: 'int32', shape: ['batch', 'ngrams'] },
    output: { name: 'logit', type: 'float32', shape: ['batch'] },
    temperature: 1.25,
    threshold: 0.5,
    metrics: {},
    trainingData: [],
    examples: [],
  };
}

async function withExamples(manifest: ModelManifest, graph: Uint8Array): Promise<ModelManifest> {
  const model = await openModel({ manifest, graph: new Uint8Array(graph) });
  const probabilities = await model.predict(EXAMPLE_URLS);
  await model.close();
  const examples = EXAMPLE_URLS.map((url, index) => {
    const probability = probabilities[index] ?? Number.NaN;
    return { url, label: labelOf(probability, manifest), probability };
  });
  return { ...manifest, examples };
}

function filesOf(graph: Uint8Array): ModelManifest['files'] {
  return {
    'model.onnx': { sha256: createHash('sha256').update(graph).digest('hex'), sizeBytes: graph.length },
  };
}
