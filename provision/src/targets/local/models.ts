import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import type { LoadedLab } from '../../lab/load.ts';
import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { modelDirectory } from './services.ts';

/** What we look at in a model's manifest; model-service reads and checks all of it, with the digests. */
const ModelFiles = z.object({ files: z.record(z.string(), z.object({ sizeBytes: z.number() })) });

/** A problem for each release whose model is not there or not whole, at the place where lab.yml names it. */
export async function modelProblems({ lab, source }: LoadedLab, root: string): Promise<readonly Problem[]> {
  const found = await Promise.all(
    Object.entries(lab.releases).map(async ([release, { model }]) => {
      const reason = await whatIsMissing(modelDirectory(root, model));
      if (reason === undefined) return [];
      const message = `the model \`${model}\` of release ${release} cannot be served: ${reason}`;
      const hint = `a model is a folder of model-service/models with model.onnx and manifest.json`;
      return [problemAt(source, ['releases', release, 'model'], 'model-missing', message, hint)];
    }),
  );
  return found.flat();
}

async function whatIsMissing(directory: string): Promise<string | undefined> {
  if ((await sizeOf(directory)) === undefined) return `there is no folder ${directory}`;
  const manifest = join(directory, 'manifest.json');
  if ((await sizeOf(manifest)) === undefined) return `there is no ${manifest}`;
  const parsed = ModelFiles.safeParse(await readJson(manifest));
  if (!parsed.success) return `${manifest} does not say which files belong to the model`;
  for (const [name, { sizeBytes }] of Object.entries(parsed.data.files)) {
    const path = join(directory, name);
    const size = await sizeOf(path);
    if (size === undefined) return `there is no ${path}`;
    if (size !== sizeBytes) return `${path} has ${size} bytes, its manifest says ${sizeBytes}`;
  }
  return undefined;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch {
    // Whatever the reason, the service could not read it either.
    return undefined;
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as unknown;
  } catch {
    // Neither readable nor JSON: the schema says so in the user's words.
    return undefined;
  }
}
