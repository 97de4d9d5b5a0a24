import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { MANIFEST_FILE, MODEL_FILE, ModelManifest } from './manifest.ts';
import { ModelError } from './model-error.ts';

/** The verified content of a model directory. */
export interface ModelFiles {
  readonly manifest: ModelManifest;
  /** The graph, as its SHA-256 in the manifest says. */
  readonly graph: Uint8Array<ArrayBuffer>;
}

/**
 * Reads a model directory and checks every file that the manifest lists against its size and SHA-256.
 *
 * @throws {ModelError} model-missing, manifest-invalid or model-changed
 */
export async function readModel(directory: string): Promise<ModelFiles> {
  const manifest = parseManifest(
    await readOrExplain(directory, MANIFEST_FILE),
    join(directory, MANIFEST_FILE),
  );
  let graph: Uint8Array<ArrayBuffer> | undefined;
  for (const [name, { sha256, sizeBytes }] of Object.entries(manifest.files)) {
    const bytes = await readOrExplain(directory, name);
    const file = join(directory, name);
    if (bytes.length !== sizeBytes) {
      throw new ModelError(
        'model-changed',
        `${file} has ${bytes.length} bytes, the manifest says ${sizeBytes}`,
      );
    }
    const actual = createHash('sha256').update(bytes).digest('hex');
    if (actual !== sha256) {
      throw new ModelError('model-changed', `${file} has the SHA-256 ${actual}, the manifest says ${sha256}`);
    }
    if (name === MODEL_FILE) graph = bytes;
  }
  // The schema asks for the entry.
  if (graph === undefined)
    throw new ModelError('manifest-invalid', `the manifest does not list ${MODEL_FILE}`);
  return { manifest, graph };
}

async function readOrExplain(directory: string, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = join(directory, name);
  try {
    return await readFile(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ModelError('model-missing', `${file} cannot be read (${code ?? 'unknown error'})`, { cause });
  }
}

function parseManifest(bytes: Uint8Array, file: string): ModelManifest {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new ModelError('manifest-invalid', `${file} is not valid JSON`, { cause });
  }
  const result = ModelManifest.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || '(root)'}: ${message}`);
  throw new ModelError('manifest-invalid', `${file}: ${faults.join('; ')}`);
}
