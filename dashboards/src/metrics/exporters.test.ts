import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { allDashboards } from '../dashboards.ts';
import { readLabAlerts } from '../lab-alerts.ts';
import { LintedDashboard } from '../lint/linted.ts';
import { readPromql } from '../promql/read.ts';
import { EXPORTER_METRICS, exportersFor } from './exporters.ts';

const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

const PANELS = allDashboards(readLabAlerts()).flatMap(({ name, dashboard }) =>
  LintedDashboard.parse(JSON.parse(JSON.stringify(dashboard))).panels.map(({ title = '', targets = [] }) => ({
    name,
    title,
    queries: targets.map(({ expr = '' }) => readPromql(expr)),
  })),
);

test('README says which panels of Platform need which exporter', () => {
  const [, table = ''] = /\| panel +\| needs +\|\n\|[ -]+\|[ -]+\|\n((?:\|.*\n)*)/.exec(README) ?? [];
  const listed = [...table.matchAll(/^\| (.+?) +\| (.+?) +\|$/gm)].map(([, panel, needs]) => [panel, needs]);
  const needed = PANELS.flatMap(({ title, queries }) => {
    const needs = [...new Set(queries.flatMap(exportersFor))];
    return needs.length === 0 ? [] : [[title, needs.join(', ')]];
  });
  expect(listed).toEqual(needed);
});

test('Application, Model and Canary need nobody but the lab and Prometheus', () => {
  const others = PANELS.filter(({ name }) => name !== 'platform');
  expect(others.flatMap(({ queries }) => queries.flatMap(exportersFor))).toEqual([]);
});

test('no metric of others is listed that nobody asks for', () => {
  const asked = new Set(
    PANELS.flatMap(({ queries }) =>
      queries.flatMap(({ selectors }) => selectors.map(({ metric }) => metric)),
    ),
  );
  const idle = Object.keys(EXPORTER_METRICS).filter(
    (name) => !asked.has(name) && !asked.has(`${name}_bucket`),
  );
  expect(idle).toEqual([]);
});
