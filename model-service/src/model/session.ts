import type { ModelManifest } from './manifest.ts';
import { ModelError } from './model-error.ts';
import { InferenceSession } from './onnxruntime.ts';
import type { ModelFiles } from './read-model.ts';

/**
 * One thread a session, no spinning: CPU limits mean what they say, and several services on one machine do not fight.
 * Scale by workers and replicas.
 */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
  extra: { session: { intra_op: { allow_spinning: '0' } } },
};

/**
 * A session on the graph, whose one input and one output are what the manifest says. The caller releases it.
 *
 * @throws {ModelError} model-unreadable or model-signature
 */
export async function openSession({ manifest, graph }: ModelFiles): Promise<InferenceSession> {
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(graph, SESSION_OPTIONS);
  } catch (cause) {
    throw new ModelError('model-unreadable', `the graph cannot be loaded: ${messageOf(cause)}`, { cause });
  }
  const faults = [
    ...compare('input', manifest.input, session.inputMetadata),
    ...compare('output', manifest.output, session.outputMetadata),
    ...compareWithPreprocessing(manifest),
  ];
  if (faults.length === 0) return session;
  await session.release();
  throw new ModelError('model-signature', `the graph is not what the manifest says: ${faults.join('; ')}`);
}

type Declared = ModelManifest['input'] | ModelManifest['output'];

function compare(
  side: 'input' | 'output',
  declared: Declared,
  actual: readonly InferenceSession.ValueMetadata[],
): readonly string[] {
  const [only] = actual;
  if (only === undefined || actual.length !== 1) {
    return [`it has ${actual.length} ${side}s (${actual.map(({ name }) => name).join(', ')}), not one`];
  }
  if (!only.isTensor) return [`${side} ${only.name} is not a tensor`];
  const faults: string[] = [];
  if (only.name !== declared.name) faults.push(`${side} is called ${only.name}, not ${declared.name}`);
  if (only.type !== declared.type) faults.push(`${side} ${only.name} is ${only.type}, not ${declared.type}`);
  if (!isSameShape(declared.shape, only.shape)) {
    faults.push(
      `${side} ${only.name} has the shape ${shapeText(only.shape)}, not ${shapeText(declared.shape)}`,
    );
  }
  return faults;
}

type Shape = readonly (number | string)[];

/** Free dimensions match whatever their names are: exporters make names up. */
function isSameShape(declared: Shape, actual: Shape): boolean {
  return (
    declared.length === actual.length &&
    declared.every((size, axis) =>
      typeof size === 'number' ? size === actual[axis] : typeof actual[axis] === 'string',
    )
  );
}

function compareWithPreprocessing({ input, preprocessing }: ModelManifest): readonly string[] {
  const [rows, columns] = input.shape;
  const faults =
    typeof rows === 'string' ? [] : ['the first dimension of the input has to be free (the batch)'];
  if (preprocessing.kind === 'sequence' && columns !== preprocessing.length) {
    faults.push(`sequences of ${preprocessing.length} do not fit the input ${shapeText(input.shape)}`);
  }
  if (preprocessing.kind === 'ngrams' && typeof columns !== 'string') {
    faults.push('n-grams need an input whose second dimension is free');
  }
  return faults;
}

function shapeText(shape: Shape): string {
  return `[${shape.map((size) => (size === '' ? '?' : size)).join(', ')}]`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
