import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

import { parse } from 'yaml';
import { z } from 'zod';

import type { Alert } from './rendered-rules.ts';

const FOLDER = fileURLToPath(new URL('alerts', import.meta.url));

const Expected = z.looseObject({ exp_labels: z.record(z.string(), z.string()) });
const TestFile = z.looseObject({
  tests: z.array(
    z.looseObject({
      name: z.string(),
      alert_rule_test: z.array(z.looseObject({ alertname: z.string(), exp_alerts: z.array(Expected) })),
    }),
  ),
});

/** A file of tests as promtool reads them, without the rules that they are about. */
export interface AlertTests {
  readonly file: string;
  readonly text: string;
  readonly content: z.infer<typeof TestFile>;
}

/** All files of alerts/. */
export async function readAlertTests(): Promise<readonly AlertTests[]> {
  const names = (await readdir(FOLDER)).sort();
  return Promise.all(
    names.map(async (file) => {
      const text = await readFile(join(FOLDER, file), 'utf8');
      return { file, text, content: TestFile.parse(parse(text)) };
    }),
  );
}

/** What the tests lack: for each alert one in which it fires and one in which it stays silent, and no others. */
export function gaps(alerts: readonly Alert[], tests: readonly AlertTests[]): readonly string[] {
  const cases = tests.flatMap(({ content }) => content.tests).flatMap((each) => each.alert_rule_test);
  const known = new Set(alerts.map(({ name }) => name));
  return [
    ...alerts.flatMap((alert) => {
      const about = cases.filter(({ alertname }) => alertname === alert.name);
      const who = `${alert.name} ${JSON.stringify(alert.labels)}`;
      return [
        ...(about.some(({ exp_alerts }) => exp_alerts.some((each) => isOf(alert, each.exp_labels)))
          ? []
          : [`${who}: no test in which it fires`]),
        ...(about.some(({ exp_alerts }) => !exp_alerts.some((each) => isOf(alert, each.exp_labels)))
          ? []
          : [`${who}: no test in which it stays silent`]),
      ];
    }),
    ...cases.flatMap(({ alertname }) =>
      known.has(alertname) ? [] : [`${alertname}: a test of an alert that is not there`],
    ),
  ];
}

function isOf({ labels }: Alert, expected: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([name, value]) => expected[name] === value);
}
