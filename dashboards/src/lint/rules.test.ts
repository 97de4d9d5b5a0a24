import { expect, test } from 'vitest';

import { readExclusions } from './exclusions.ts';
import { RULES, lint } from './lint.ts';

const SOURCE = { type: 'prometheus', uid: '${datasource}' };
const MATCHERS = 'job=~"$job", instance=~"$instance"';

/** A query that keeps every rule. */
const target = () => ({
  refId: 'A',
  expr: `sum by (release) (rate(http_requests_total{${MATCHERS}}[$__rate_interval]))`,
  legendFormat: '{{release}}',
  datasource: SOURCE,
});

/** A panel that keeps every rule; the n-th lies below those before it. */
const panel = (id: number, type: string) => ({
  id,
  type,
  title: `Panel ${id}`,
  description: 'What it means.',
  datasource: SOURCE,
  gridPos: { x: 0, y: id * 8, w: 12, h: 8 },
  targets: [target()],
  fieldConfig: { defaults: { unit: 'reqps' } },
});

const variable = (name: string) => ({
  name,
  type: 'query',
  multi: true,
  refresh: 2,
  definition: `label_values(up, ${name})`,
});

/** A dashboard that keeps every rule. */
const dashboard = () => ({
  title: 'Good',
  uid: 'remla-good',
  schemaVersion: 42,
  editable: false,
  panels: ['timeseries', 'stat', 'gauge', 'table'].map((type, index) => panel(index, type)),
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', label: 'Data source' },
      variable('job'),
      variable('instance'),
    ],
  },
});

type Good = ReturnType<typeof dashboard>;
/** Sets what stands at a path: `panels.0.title`. */
const set = (path: string, value: unknown) => (good: Good) => {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce(
    (at: Record<string, unknown>, key) => at[key] as Record<string, unknown>,
    good as never,
  );
  if (value === undefined) delete holder[last];
  else holder[last] = value;
};
const expr = (text: string) => set('panels.0.targets.0.expr', text);

const BREAKS: readonly (readonly [rule: string, how: string, break_: (good: Good) => void])[] = [
  ['template-datasource-rule', 'no variable', set('templating.list.0', variable('release'))],
  ['template-datasource-rule', 'another name', set('templating.list.0.name', 'source')],
  ['template-datasource-rule', 'another label', set('templating.list.0.label', 'Prometheus')],
  ['template-job-rule', 'no variable', set('templating.list.1', variable('release'))],
  ['template-job-rule', 'one value only', set('templating.list.1.multi', false)],
  ['template-instance-rule', 'no variable', set('templating.list.2', variable('release'))],
  ['template-label-promql-rule', 'no PromQL', set('templating.list.1.definition', 'label_values(up{, job)')],
  ['template-label-promql-rule', 'no label_values', set('templating.list.1.definition', 'up')],
  ['template-on-time-change-reload-rule', 'on load only', set('templating.list.1.refresh', 1)],
  ['uneditable-dashboard', 'editable', set('editable', true)],
  ['panel-datasource-rule', 'a fixed one for the panel', set('panels.0.datasource', { uid: 'prometheus' })],
  ['panel-datasource-rule', 'the default one for a query', set('panels.0.targets.0.datasource', undefined)],
  ['panel-title-description-rule', 'no title', set('panels.0.title', '')],
  ['panel-title-description-rule', 'no description', set('panels.0.description', '')],
  ['panel-units-rule', 'no unit', set('panels.0.fieldConfig', { defaults: {} })],
  ['panel-units-rule', 'a unit that Grafana lacks', set('panels.0.fieldConfig.defaults.unit', 'requests')],
  ['panel-no-targets-rule', 'no query', set('panels.0.targets', [])],
  ['target-promql-rule', 'nothing', expr('')],
  ['target-promql-rule', 'a bracket that is not closed', expr(`sum(up{${MATCHERS}}`)],
  ['target-promql-rule', 'a rate of now', expr(`rate(http_requests_total{${MATCHERS}})`)],
  ['target-promql-rule', 'a past without a function', expr(`up{${MATCHERS}}[5m]`)],
  ['target-rate-interval-rule', 'a fixed length', expr(`rate(http_requests_total{${MATCHERS}}[5m])`)],
  ['target-job-rule', 'no job', expr('sum(up{instance=~"$instance"})')],
  ['target-instance-rule', 'no instance', expr('sum(up{job=~"$job"})')],
  ['target-counter-agg-rule', 'a bare counter', expr(`sum(http_requests_total{${MATCHERS}})`)],
  ['target-counter-agg-rule', 'the wrong function', expr(`deriv(http_requests_total{${MATCHERS}}[5m])`)],
  ['dashboard-identity-rule', 'another uid', set('uid', 'good')],
  ['dashboard-identity-rule', 'no schemaVersion', set('schemaVersion', undefined)],
  ['panel-kinds-rule', 'three kinds', set('panels.3.type', 'stat')],
  ['panel-id-rule', 'one id twice', set('panels.1.id', 0)],
  ['panel-id-rule', 'no id', set('panels.1.id', undefined)],
  ['panel-place-rule', 'one on the other', set('panels.1.gridPos.y', 7)],
  ['panel-place-rule', 'over the edge', set('panels.1.gridPos.x', 13)],
  ['panel-place-rule', 'nowhere', set('panels.1.gridPos', undefined)],
  ['panel-ref-id-rule', 'no refId', set('panels.0.targets.0.refId', undefined)],
  ['panel-ref-id-rule', 'one twice', set('panels.0.targets', [target(), target()])],
  ['target-legend-rule', 'series without a name', set('panels.0.targets.0.legendFormat', '')],
  [
    'target-service-rule',
    'whose requests?',
    expr('sum(rate(http_requests_total{instance=~"$instance"}[$__rate_interval]))'),
  ],
];

test('a good dashboard keeps every rule', () => {
  expect(lint(dashboard())).toEqual([]);
});

test.each(BREAKS)('%s: %s', (rule, _how, breakIt) => {
  const broken = dashboard();
  breakIt(broken);
  expect(lint(broken).map((finding) => finding.rule)).toContain(rule);
});

test('every rule can fail', () => {
  const broken = new Set(BREAKS.map(([rule]) => rule));
  expect(RULES.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});

test('a finding says where', () => {
  const broken = dashboard();
  expr('sum(')(broken);
  expect(lint(broken).find(({ rule }) => rule === 'target-promql-rule')).toMatchObject({
    dashboard: 'Good',
    panel: 'Panel 0',
    targetIdx: 0,
  });
});

test('an exclusion takes away what it names and nothing else', () => {
  const broken = dashboard();
  set('panels.0.description', '')(broken);
  set('panels.1.description', '')(broken);
  const entries = '[{ dashboard: Good, panel: Panel 0 }]';
  const exclusions = readExclusions(
    `exclusions:\n  panel-title-description-rule: { reason: known, entries: ${entries} }\n`,
  );
  expect(lint(broken, exclusions).map(({ panel: name }) => name)).toEqual(['Panel 1']);
});

test('an exclusion gives a reason', () => {
  expect(() => readExclusions('exclusions:\n  target-job-rule: {}\n')).toThrow(/reason/);
});
