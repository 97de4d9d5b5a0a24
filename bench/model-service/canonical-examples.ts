import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { canonicalize } from '@remla-lab/lib-ml';

import { readModel } from '../../model-service/src/model/read-model.ts';

/**
 * A copy of a model directory whose examples are in canonical form already, so that the self-test passes with and
 * without one. In the system's folder for temporary files; the caller removes it.
 */
export async function withCanonicalExamples(directory: string): Promise<string> {
  const { manifest } = await readModel(directory);
  const copy = await mkdtemp(join(tmpdir(), 'bench-model-'));
  const examples = manifest.examples.map((example) => ({ ...example, url: canonicalize(example.url).text }));
  for (const name of Object.keys(manifest.files)) await copyFile(join(directory, name), join(copy, name));
  await writeFile(join(copy, 'manifest.json'), JSON.stringify({ ...manifest, examples }));
  return copy;
}
