import type { ClusterObject } from '../cluster.ts';
import type { Result } from '../decision.ts';
import { shown } from './show.ts';

/** Objects as kubernetes.core returns them: one is `result` itself, several are its `results`. */
export function resultOf(objects: readonly ClusterObject[]): Result {
  const [only, ...others] = objects.map(shown);
  if (only !== undefined && others.length === 0) return { result: only };
  return { result: { results: only === undefined ? [] : [only, ...others] } };
}
