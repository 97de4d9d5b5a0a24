import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { ModelManifest } from '@remla-lab/model-service';

/** What stands in a manifest, less what follows from the file beside it. */
export type ManifestDraft = Omit<ModelManifest, 'files' | 'schema'>;

const MODEL_FILE = 'model.onnx';

/** Writes manifest.json beside model.onnx, with that file's size and SHA-256. @throws {z.ZodError} for a bad draft */
export function writeManifest(directory: string, draft: ManifestDraft): ModelManifest {
  const graph = readFileSync(path.join(directory, MODEL_FILE));
  const sha256 = createHash('sha256').update(graph).digest('hex');
  const files = { [MODEL_FILE]: { sha256, sizeBytes: graph.length } };
  const manifest = ModelManifest.parse({ schema: 1, ...draft, files });
  writeFileSync(path.join(directory, 'manifest.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

/** The manifest of a directory, checked. */
export function readManifest(directory: string): ModelManifest {
  return ModelManifest.parse(JSON.parse(readFileSync(path.join(directory, 'manifest.json'), 'utf8')));
}
