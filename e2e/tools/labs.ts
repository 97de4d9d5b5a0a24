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

/** The group of `artifacts` that makes a lab's cluster. */
export function clusterGroup({ cluster }: Lab): 'k3s' | 'kubernetes' {
  return cluster.distribution === 'k3s' ? 'k3s' : 'kubernetes';
}

/** The same lab after the pin of its cluster was raised by a patch. */
export function upgraded(lab: Lab): Lab {
  const name = clusterGroup(lab);
  const group = lab.artifacts[name];
  if (!group) throw new Error(`lab.yml has no artifacts.${name}`);
  return {
    ...lab,
    artifacts: { ...lab.artifacts, [name]: { ...group, version: nextPatch(group.version) } },
  };
}
