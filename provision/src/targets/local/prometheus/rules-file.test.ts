import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { rulesFile } from './rules-file.ts';

const object = (kind: string, name: string, groups: unknown) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata: { name },
  spec: { groups },
});

test('the groups of all PrometheusRules, those that only record first', () => {
  const alerts = {
    name: 'a',
    rules: [
      { record: 'x', expr: 'y' },
      { alert: 'B', expr: 'x > 1' },
    ],
  };
  const recordings = { name: 'r', interval: '1m', rules: [{ record: 'y', expr: 'z' }] };
  const text = rulesFile([
    object('PrometheusRule', 'alerts', [alerts]),
    object('Service', 'app', [{ name: 'none' }]),
    object('PrometheusRule', 'recordings', [recordings]),
  ]);
  expect(parse(text)).toEqual({ groups: [recordings, alerts] });
});

test('no rules at all are a file of none', () => {
  expect(parse(rulesFile([]))).toEqual({ groups: [] });
});
