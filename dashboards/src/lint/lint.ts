import { excludes } from './exclusions.ts';
import type { Exclusions } from './exclusions.ts';
import { LintedDashboard } from './linted.ts';
import type { Finding, Rule } from './rule.ts';
import { LAB_RULES } from './rules/lab.ts';
import { PANEL_RULES } from './rules/panel.ts';
import { TARGET_RULES } from './rules/target.ts';
import { TEMPLATE_RULES } from './rules/template.ts';

/** Every rule: dashboard-linter's for Prometheus, then our own. */
export const RULES: readonly Rule[] = [...TEMPLATE_RULES, ...PANEL_RULES, ...TARGET_RULES, ...LAB_RULES];

/** Holds a dashboard against all rules, exclusions left out. @throws {z.ZodError} where it is no dashboard */
export function lint(json: unknown, exclusions: Exclusions = {}): readonly Finding[] {
  const dashboard = LintedDashboard.parse(json);
  return RULES.flatMap(({ name, check }) =>
    check(dashboard).map((complaint) => ({ rule: name, dashboard: dashboard.title, ...complaint })),
  ).filter((finding) => !excludes(exclusions, finding));
}
