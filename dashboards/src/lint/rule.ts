import type { LintedDashboard, LintedPanel, LintedTarget } from './linted.ts';

/** Where a rule was broken, and how. */
export interface Finding {
  readonly rule: string;
  readonly dashboard: string;
  readonly panel?: string;
  /** The n-th query of the panel, from 0. */
  readonly targetIdx?: number;
  readonly message: string;
}

/** What is wrong, before the rule's name and the dashboard's are written to it. */
export type Complaint = Omit<Finding, 'rule' | 'dashboard'>;

/** One rule; those with the names of Grafana's dashboard-linter mean what they mean there. */
export interface Rule {
  readonly name: string;
  readonly check: (dashboard: LintedDashboard) => readonly Complaint[];
}

/** A rule for each panel but headings: a message where it is broken. */
export function panelRule(name: string, check: (panel: LintedPanel) => string | undefined): Rule {
  return {
    name,
    check: ({ panels }) =>
      panels.filter(({ type }) => type !== 'row').flatMap((panel) => complain(check(panel), placeOf(panel))),
  };
}

/** A rule for each query: a message where it is broken. */
export function targetRule(
  name: string,
  check: (target: LintedTarget & { readonly expr: string }, panel: LintedPanel) => string | undefined,
): Rule {
  return {
    name,
    check: ({ panels }) =>
      panels.flatMap((panel) =>
        (panel.targets ?? []).flatMap((target, targetIdx) =>
          complain(check({ ...target, expr: target.expr ?? '' }, panel), { ...placeOf(panel), targetIdx }),
        ),
      ),
  };
}

/** A rule for the dashboard as a whole: a message where it is broken. */
export function dashboardRule(name: string, check: (dashboard: LintedDashboard) => string | undefined): Rule {
  return { name, check: (dashboard) => complain(check(dashboard), {}) };
}

function complain(message: string | undefined, place: Omit<Complaint, 'message'>): readonly Complaint[] {
  return message === undefined ? [] : [{ ...place, message }];
}

function placeOf({ title, id, type }: LintedPanel): { readonly panel: string } {
  return { panel: title ?? `${type} ${id ?? ''}` };
}
