import { readPromql } from '../../promql/read.ts';
import type { LintedVariable } from '../linted.ts';
import { dashboardRule } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** When a variable is asked anew: 2 is with each change of the time range. */
const ON_TIME_RANGE = 2;

/** What dashboard-linter asks of a dashboard's variables, and of the dashboard itself. */
export const TEMPLATE_RULES: readonly Rule[] = [
  dashboardRule('template-datasource-rule', ({ templating: { list } }) => {
    const [variable, second] = list.filter(({ type }) => type === 'datasource');
    if (!variable) return 'there is no variable for the data source';
    if (second) return 'there are several variables for data sources';
    const { name, label } = variable;
    if (name !== 'datasource' && name !== 'prometheus_datasource')
      return `it is called ${name}, not datasource`;
    return label === 'Data source' ? undefined : `its label is ${label ?? 'missing'}, not “Data source”`;
  }),
  dashboardRule('template-job-rule', ({ templating: { list } }) => many(list, 'job')),
  dashboardRule('template-instance-rule', ({ templating: { list } }) => many(list, 'instance')),
  dashboardRule('template-label-promql-rule', ({ templating: { list } }) =>
    first(queries(list), ({ name, definition = '' }) => {
      const [, selector] = /^label_values\((.+), *\w+\)$/.exec(definition) ?? [];
      if (selector === undefined) return `${name} is not label_values(SELECTOR, LABEL)`;
      const [problem] = readPromql(selector).problems;
      return problem && `${name}: ${problem}`;
    }),
  ),
  dashboardRule('template-on-time-change-reload-rule', ({ templating: { list } }) =>
    first(queries(list), ({ name, refresh }) =>
      refresh === ON_TIME_RANGE ? undefined : `${name} is not asked anew when the time range changes`,
    ),
  ),
  dashboardRule('uneditable-dashboard', ({ editable }) =>
    editable === false
      ? undefined
      : 'it can be edited in Grafana, and the change is gone with the next deployment',
  ),
];

function queries(list: readonly LintedVariable[]): readonly LintedVariable[] {
  return list.filter(({ type }) => type === 'query');
}

function many(list: readonly LintedVariable[], name: string): string | undefined {
  const variable = queries(list).find((each) => each.name === name);
  if (!variable) return `there is no variable ${name}`;
  return variable['multi'] === true ? undefined : `the variable ${name} takes one value only`;
}

function first<Item>(items: readonly Item[], check: (item: Item) => string | undefined): string | undefined {
  return items.map(check).find((message) => message !== undefined);
}
