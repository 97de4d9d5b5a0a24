import { join } from 'node:path';

import { loadLab } from '../../provision/src/lab/load.ts';
import type { Lab } from '../../provision/src/lab/schema.ts';
import { sourceFiles } from '../../provision/src/source/read.ts';
import { CHECKOUT } from './folders.ts';
import { LANE_FILES } from './lanes.ts';
import type { Lane } from './lanes.ts';

/** The lab of a lane. @throws {Error} with the problems of lab.yml and of the lane's own file */
export async function laneLab(lane: Lane = 'cluster'): Promise<Lab> {
  const paths = { base: join(CHECKOUT, 'lab.yml'), overlay: join(CHECKOUT, LANE_FILES[lane]) };
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
