import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout. */
export const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
/** CRDs, charts' values and schemas as their projects publish them: facts that lie beside the checkout, or where LAB_SHARED says. */
export const UPSTREAM = join(resolve(CHECKOUT, process.env['LAB_SHARED'] ?? '../shared'), 'data', 'upstream');

const CACHES = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
/** Where the lane `cluster` keeps what it builds; `.ci/run` names its cache in CACHE. */
export const LANE_CACHE = join(process.env['CACHE'] ?? join(CACHES, 'remla-lab'), 'cluster');
/** Built by .ci/tools/programs.sh, a folder for each module and version. */
export const PROGRAMS = join(LANE_CACHE, 'programs');
/** runc and the CNI plugins, by .ci/tools/runc-and-cni.sh. */
export const DEBIAN_FILES = join(LANE_CACHE, 'debian');
