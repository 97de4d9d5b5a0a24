import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { allDashboards } from '../dashboards.ts';
import { readLabAlerts } from '../lab-alerts.ts';
import { readExclusions } from './exclusions.ts';
import { RULES, lint } from './lint.ts';

const EXCLUSIONS = readExclusions(readFileSync(new URL('../../.lint', import.meta.url), 'utf8'));
const DASHBOARDS = allDashboards(readLabAlerts()).map(({ name, dashboard }) => ({
  name,
  json: JSON.parse(JSON.stringify(dashboard)) as unknown,
}));

test.each(DASHBOARDS)('$name keeps every rule but those that .lint excludes', ({ json }) => {
  expect(lint(json, EXCLUSIONS)).toEqual([]);
});

test('every exclusion is of a rule that there is, and excludes something', () => {
  const found = DASHBOARDS.flatMap(({ json }) => lint(json));
  for (const [rule, { entries = [{}] }] of Object.entries(EXCLUSIONS)) {
    expect(RULES.map(({ name }) => name)).toContain(rule);
    for (const entry of entries) {
      expect(
        found.some(
          (finding) =>
            finding.rule === rule &&
            Object.entries(entry).every(([key, value]) => finding[key as keyof typeof finding] === value),
        ),
        `${rule} ${JSON.stringify(entry)}`,
      ).toBe(true);
    }
  }
});
