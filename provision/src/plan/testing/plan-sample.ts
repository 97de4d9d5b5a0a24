import type { Playbook } from '../../playbook/play.ts';
import { SAMPLE_LAB } from '../../playbook/testing/load-sample.ts';
import { makePlan } from '../make-plan.ts';
import { SAMPLE_INVENTORY } from './sample-inventory.ts';

/** A request to makePlan. */
export type PlanRequest = Parameters<typeof makePlan>[0];

/** Plans a playbook on the sample inventory and lab, with nothing left out. */
export function planSample(
  playbook: Playbook | undefined,
  changes: Partial<PlanRequest> = {},
): ReturnType<typeof makePlan> {
  return makePlan({
    playbooks: playbook ? [playbook] : [],
    inventory: SAMPLE_INVENTORY,
    hostVariables: new Map(),
    lab: SAMPLE_LAB,
    extraVariables: {},
    limit: undefined,
    selection: { tags: [], skipTags: [], startAtTask: undefined },
    mode: { isCheck: false, isDiff: false, forks: 16 },
    ...changes,
  });
}
