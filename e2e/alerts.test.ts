import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { gaps, readAlertTests } from './monitoring/alert-tests.ts';
import { renderedRules } from './monitoring/rendered-rules.ts';

// What can be said of alerts without Prometheus: that nobody forgot to test or to explain one.

const { alerts } = await renderedRules();

test('every alert has a test in which it fires, and one in which it stays silent', async () => {
  expect(alerts.length).toBeGreaterThan(0);
  expect(gaps(alerts, await readAlertTests())).toEqual([]);
});

test('an alert without tests, and a test without its alert, are found', () => {
  const orphan = { name: 'about nothing', alert_rule_test: [{ alertname: 'Old', exp_alerts: [] }] };
  const file = { file: 'Old.yml', text: '', content: { tests: [orphan] } };
  expect(gaps([{ name: 'New', labels: { severity: 'page' } }], [file])).toEqual([
    'New {"severity":"page"}: no test in which it fires',
    'New {"severity":"page"}: no test in which it stays silent',
    'Old: a test of an alert that is not there',
  ]);
});

test('docs/alerts.md has a section for each alert, and for no other', async () => {
  const page = await readFile(new URL('../docs/alerts.md', import.meta.url), 'utf8');
  const sections = [...page.matchAll(/^#+ (Lab\w+)$/gm)].map(([, name = '']) => name);
  expect(sections.sort()).toEqual([...new Set(alerts.map(({ name }) => name))].sort());
});
