import { parse } from 'yaml';
import { z } from 'zod';

import type { Finding } from './rule.ts';

const Entry = z.strictObject({
  dashboard: z.string().optional(),
  panel: z.string().optional(),
  targetIdx: z.number().optional(),
});

/** What rules are not held against, in dashboard-linter's own form: rule → why, and where (everywhere without entries). */
export const Exclusions = z.record(
  z.string(),
  z.strictObject({ reason: z.string().min(1), entries: z.array(Entry).optional() }),
);
export type Exclusions = z.infer<typeof Exclusions>;

/** Reads a file `.lint`. @throws {z.ZodError} where an exclusion gives no reason */
export function readExclusions(text: string): Exclusions {
  return z.strictObject({ exclusions: Exclusions }).parse(parse(text)).exclusions;
}

/** Whether a finding is one that the exclusions accept. */
export function excludes(exclusions: Exclusions, finding: Finding): boolean {
  const exclusion = exclusions[finding.rule];
  if (!exclusion) return false;
  const { entries } = exclusion;
  return entries === undefined || entries.some((entry) => fits(entry, finding));
}

function fits({ dashboard, panel, targetIdx }: z.infer<typeof Entry>, finding: Finding): boolean {
  return (
    (dashboard === undefined || dashboard === finding.dashboard) &&
    (panel === undefined || panel === finding.panel) &&
    (targetIdx === undefined || targetIdx === finding.targetIdx)
  );
}
