import { join } from 'node:path';

import { CHECKOUT } from './folders.ts';

/** The lanes whose labs get programs, images and charts from here, each with the file that it merges over lab.yml. */
export const LANE_FILES = {
  cluster: 'e2e/lab.ci.yml',
  k3s: 'e2e/lab.k3s.yml',
  platform: 'e2e/lab.platform.yml',
} as const;
export type Lane = keyof typeof LANE_FILES;

/** The lane of a name. @throws {Error} for a name that is none */
export function laneNamed(name: string): Lane {
  if (Object.hasOwn(LANE_FILES, name)) return name as Lane;
  throw new Error(`there is no lane '${name}' with artifacts, but ${Object.keys(LANE_FILES).join(', ')}`);
}

/** What a lane's lab file names as its cache: a link to the artifacts in the cache of this computer. */
export function artifactsLink(lane: Lane): string {
  return join(CHECKOUT, '.lab', lane, 'artifacts');
}
