import { expect, test } from 'vitest';

import { renderManifests } from '../render.ts';

// The rules for what Prometheus reads. Services without a selector: their pods are another rule's.
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: app, namespace: lab, labels: { app: app } }
spec: { ports: [{ name: http, port: 80 }] }
`;
const MONITOR = `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: app, namespace: lab }
spec:
  selector: { matchLabels: { app: app } }
  endpoints: [{ port: http }]
`;
const RULE = `apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: { name: alerts, namespace: lab }
spec:
  groups:
    - name: a
      rules:
        - record: x:y
          expr: vector(1)
        - alert: Bad
          expr: vector(1)
          labels: { severity: page }
          annotations: { summary: It is bad, description: It was one }
`;

/** The problems of the files, one of them changed, and one more. */
function problemsOf(from: string | RegExp, to: string, more: Readonly<Record<string, string>> = {}) {
  const texts = { service: SERVICE, monitor: MONITOR, rule: RULE, ...more };
  const files = Object.entries(texts).map(([file, text]) => ({ file, text: text.replace(from, to) }));
  return renderManifests({}, files).problems.map(
    ({ code, file, position }) => `${file}:${position?.line}:${position?.column} ${code}`,
  );
}

test('what keeps all rules has no problem', () => {
  expect(problemsOf('', '')).toEqual([]);
});

test.each<[string, string | RegExp, string, readonly string[]]>([
  [
    'labels that no Service has',
    'matchLabels: { app: app }',
    'matchLabels: { app: web }',
    ['monitor:5:13 selects-nothing'],
  ],
  [
    'a Service of another namespace',
    'name: app, namespace: lab, l',
    'name: app, namespace: other, l',
    ['monitor:5:13 selects-nothing'],
  ],
  [
    'a selector that is none',
    'matchLabels: { app: app }',
    'app: app, matchExpressions: 1',
    ['monitor:5:13 selects-nothing'],
  ],
  [
    'a port of another name',
    'endpoints: [{ port: http }]',
    'endpoints: [{ port: web }]',
    ['monitor:6:23 unknown-reference'],
  ],
  ['an alert that is not urgent and not idle', 'severity: page', 'severity: high', ['rule:12:31 bad-value']],
  ['an alert without a description', ', description: It was one', '', ['rule:13:11 missing-key']],
  ['an alert without words', /\n +annotations: .*/, '', ['rule:10:11 missing-key']],
])('%s', (_name, from, to, expected) => {
  expect(problemsOf(from, to)).toEqual(expected);
});

test.each([
  ['{ any: true }', []],
  ['{ matchNames: [other] }', []],
  ['{ matchNames: [lab] }', ['monitor:5:13 selects-nothing']],
])('where the Service is elsewhere, with the namespaces %s', (namespaces, expected) => {
  const elsewhere = SERVICE.replace('namespace: lab', 'namespace: other');
  const monitor = MONITOR.replace('spec:\n', `spec:\n  namespaceSelector: ${namespaces}\n`);
  const moved = expected.map((each) => each.replace(':5:', ':6:'));
  expect(problemsOf('', '', { service: elsewhere, monitor })).toEqual(moved);
});

test.each([
  ['DoesNotExist', '', ['monitor:5:13 selects-nothing']],
  ['Exists', '', []],
  ['In', ', values: [app, b]', []],
  ['In', ', values: [b]', ['monitor:5:13 selects-nothing']],
  ['NotIn', ', values: [b]', []],
  ['NotIn', ', values: [app]', ['monitor:5:13 selects-nothing']],
])('an expression: app %s%s', (operator, values, expected) => {
  const to = `matchExpressions: [{ key: app, operator: ${operator}${values} }]`;
  expect(problemsOf('matchLabels: { app: app }', to)).toEqual(expected);
});

test('two Services with pods in common', () => {
  const pod = (selector: string) => SERVICE.replace('spec: {', `spec: { selector: ${selector},`);
  const of = (narrow: string) =>
    problemsOf('', '', {
      service: pod('{ app: app }'),
      second: pod(narrow).replace('name: app,', 'name: app-v1,'),
    }).filter((each) => each.startsWith('monitor'));
  expect(of('{ app: app, version: v1 }')).toEqual(['monitor:5:13 bad-value']);
  expect(of('{ app: web }')).toEqual([]);
});

test('two groups of one name, in whatever file', () => {
  const second = RULE.replace('name: alerts', 'name: more');
  expect(problemsOf('', '', { second })).toEqual(['second:6:13 bad-value']);
});
