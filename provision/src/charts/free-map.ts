import type { ChartKey } from './chart-keys.ts';

/** Parts of Kubernetes' own objects that charts pass on: their keys are Kubernetes', or the user's. */
const FREE_NAMES =
  /(annotations|labels|securityContext|affinity|strategy|nodeSelector|seccompProfile|lifecycle|limits|requests)$/i;

/** What is known of a map by its name alone; undefined for others. */
export function freeMap(name: string): ChartKey | undefined {
  if (FREE_NAMES.test(name)) return { types: ['map'] };
  return /resources$/i.test(name) ? RESOURCES : undefined;
}

/** Of a container (ResourceRequirements): the one such map in which a typo is likely, and costs a machine its memory. */
const RESOURCES: ChartKey = {
  types: ['map'],
  keys: new Map([
    ['claims', { types: ['list'] }],
    ['limits', { types: ['map'] }],
    ['requests', { types: ['map'] }],
  ]),
};
