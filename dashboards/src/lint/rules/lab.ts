import { readPromql } from '../../promql/read.ts';
import type { LintedPanel } from '../linted.ts';
import { dashboardRule, panelRule, targetRule } from '../rule.ts';
import type { Rule } from '../rule.ts';

const GRID_COLUMNS = 24;
/** A dashboard of one kind of picture says one kind of thing. */
const LEAST_KINDS = 4;
/** Metrics that both services have, under one name. */
const OF_BOTH = /^(http_|requests_in_flight|predictions_total|feedback_total|build_info|process_|nodejs_)/;

/** What we ask of our own dashboards beyond dashboard-linter. */
export const LAB_RULES: readonly Rule[] = [
  dashboardRule('dashboard-identity-rule', ({ uid = '', schemaVersion }) => {
    if (!/^remla-[a-z]+$/.test(uid)) return `its uid is “${uid}”, not remla-NAME`;
    return schemaVersion === undefined ? 'it has no schemaVersion' : undefined;
  }),
  dashboardRule('panel-kinds-rule', ({ panels }) => {
    const kinds = new Set(panels.map(({ type }) => type).filter((type) => type !== 'row'));
    return kinds.size >= LEAST_KINDS ? undefined : `it has ${kinds.size} kinds of panels, not ${LEAST_KINDS}`;
  }),
  dashboardRule('panel-id-rule', ({ panels }) => {
    const ids = panels.map(({ id }) => id);
    if (ids.includes(undefined)) return 'a panel has no id';
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    return twice === undefined ? undefined : `two panels have the id ${twice}`;
  }),
  dashboardRule('panel-place-rule', ({ panels }) => {
    const outside = panels.find(({ gridPos }) => !gridPos || gridPos.x + gridPos.w > GRID_COLUMNS);
    if (outside) return `${nameOf(outside)} has no place within the ${GRID_COLUMNS} columns`;
    const pair = panels.flatMap((one, index) =>
      panels
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map((other) => [one, other] as const),
    )[0];
    return pair && `${nameOf(pair[0])} and ${nameOf(pair[1])} lie on one another`;
  }),
  panelRule('panel-ref-id-rule', ({ targets = [] }) => {
    const ids = targets.map(({ refId }) => refId);
    if (ids.some((id) => !id)) return 'a query has no refId';
    return new Set(ids).size === ids.length ? undefined : 'two queries have one refId';
  }),
  targetRule('target-legend-rule', ({ expr, legendFormat = '', format }, { type, targets = [] }) => {
    const hasNames = readPromql(expr).resultLabels.length > 0 || targets.length > 1;
    if (format === 'table' || !hasNames || legendFormat !== '') return undefined;
    return `its series have names, and ${type === 'stat' ? 'the figures' : 'the legend'} would show all of PromQL`;
  }),
  targetRule('target-service-rule', ({ expr }) => {
    const wrong = readPromql(expr).selectors.find(
      ({ metric, matchers }) => OF_BOTH.test(metric) && !matchers.some(({ label }) => label === 'job'),
    );
    return wrong && `${wrong.metric} is counted by several services: it needs a job`;
  }),
];

function overlap({ gridPos: a }: LintedPanel, { gridPos: b }: LintedPanel): boolean {
  if (!a || !b) return false;
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

function nameOf({ title, type, id }: LintedPanel): string {
  return `“${title ?? `${type} ${id ?? ''}`}”`;
}
