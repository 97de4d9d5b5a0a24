import { parseRouting } from '../routing/parse-routing.ts';
import type { ManifestSet } from './render.ts';

/**
 * The set, with what Istio would not obey in its routing manifests among the problems. What the local gateway alone
 * cannot do is none. A set that has problems already lacks objects: what refers to them is not wrong for that.
 */
export function checkRouting(set: ManifestSet): ManifestSet {
  if (set.problems.length > 0) return set;
  return { ...set, problems: set.translate(parseRouting(set.files, { target: 'mesh' }).problems) };
}
