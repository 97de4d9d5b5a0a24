import { join } from 'node:path';

import { loadLab } from '../../provision/src/lab/load.ts';
import type { Lab } from '../../provision/src/lab/schema.ts';
import { sourceFiles } from '../../provision/src/source/read.ts';
import { CHECKOUT } from './folders.ts';

/** The lab of the lane. @throws {Error} with the problems of lab.yml and e2e/lab.ci.yml */
export async function laneLab(): Promise<Lab> {
  const paths = { base: join(CHECKOUT, 'lab.yml'), overlay: join(CHECKOUT, 'e2e', 'lab.ci.yml') };
  const { loaded, problems } = await loadLab(sourceFiles(CHECKOUT), paths);
  if (loaded) return loaded.lab;
  throw new Error(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
}

/** The next patch of a version: 1.36.4 after 1.36.3. */
export function nextPatch(version: string): string {
  const parts = version.split('.');
  return [...parts.slice(0, -1), Number(parts.at(-1)) + 1].join('.');
}

/** The same lab after its pin of Kubernetes was raised by a patch. */
export function upgraded({ artifacts, ...rest }: Lab): Lab {
  const { kubernetes, ...others } = artifacts;
  if (!kubernetes) throw new Error('lab.yml has no artifacts.kubernetes');
  return {
    ...rest,
    artifacts: { ...others, kubernetes: { ...kubernetes, version: nextPatch(kubernetes.version) } },
  };
}
