import { readFile } from 'node:fs/promises';

import { parse } from 'yaml';
import { z } from 'zod';

import { renderedLab } from '../../provision/src/gateway/testing/rendered-lab.ts';
import { ObjectHead } from '../../provision/src/manifests/manifest.ts';
import { rulesFile } from '../../provision/src/targets/local/prometheus/rules-file.ts';

const Rule = z.object({
  alert: z.string().optional(),
  record: z.string().optional(),
  expr: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
});
const Rules = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(Rule) })) });

/** An alert of kubernetes/monitoring. */
export interface Alert {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** The rules of kubernetes/monitoring as a file of Prometheus, with the thresholds that its tests were written for. */
export async function renderedRules(): Promise<{ readonly text: string; readonly alerts: readonly Alert[] }> {
  const thresholds = await readFile(new URL('thresholds.yml', import.meta.url), 'utf8');
  const files = await renderedLab(thresholds);
  const text = rulesFile(files.map((file) => ObjectHead.parse(parse(file.text))));
  const { groups } = Rules.parse(parse(text));
  const alerts = groups.flatMap(({ rules }) =>
    rules.flatMap(({ alert, labels }) => (alert === undefined ? [] : [{ name: alert, labels }])),
  );
  return { text, alerts };
}
