import type { Problem } from '../../source/problem.ts';
import type { Manifest } from '../manifest.ts';
import { accountProblems } from './accounts.ts';
import { alertProblems } from './alerts.ts';
import { removedVersionProblems } from './api-versions.ts';
import { imageProblems } from './images.ts';
import { monitorProblems } from './monitors.ts';
import { podTemplatesOf } from './pod-template.ts';
import { restrictedProblems } from './restricted.ts';
import { selectorProblems } from './selectors.ts';
import { upkeepProblems } from './upkeep.ts';

/** What our manifests must keep beyond being objects of Kubernetes: each rule looks at all of one set. */
export function ruleProblems(manifests: readonly Manifest[]): readonly Problem[] {
  const pods = manifests.flatMap(podTemplatesOf);
  return [
    ...manifests.flatMap(removedVersionProblems),
    ...pods.flatMap(restrictedProblems),
    ...pods.flatMap(upkeepProblems),
    ...pods.flatMap(imageProblems),
    ...selectorProblems(manifests, pods),
    ...accountProblems(manifests, pods),
    ...monitorProblems(manifests),
    ...alertProblems(manifests),
  ];
}
