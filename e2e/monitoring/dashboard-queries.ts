import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { z } from 'zod';

/** The dashboards whose every query has an answer where the lab runs as processes. */
export const DASHBOARDS = ['application', 'model', 'canary'] as const;
export type DashboardName = (typeof DASHBOARDS)[number] | 'platform';

/** A query of a dashboard, and who asks it. */
export interface DashboardQuery {
  /** The title of the panel, or the name of the variable or annotation. */
  readonly asker: string;
  readonly kind: 'panel' | 'variable' | 'annotation';
  /** PromQL, with all of Grafana's variables replaced. */
  readonly promql: string;
}

const Target = z.object({ expr: z.string() });
const BasePanel = z.object({ title: z.string().default(''), targets: z.array(Target).default([]) });
const Panel = BasePanel.extend({ panels: z.array(BasePanel).default([]) });
const Variable = z.object({
  name: z.string(),
  type: z.string(),
  query: z.union([z.string(), z.object({ query: z.string() })]).optional(),
  allValue: z.string().nullish(),
  current: z.object({ value: z.union([z.string(), z.array(z.string())]) }).optional(),
});
const Dashboard = z.object({
  panels: z.array(Panel),
  templating: z.object({ list: z.array(Variable) }),
  annotations: z
    .object({ list: z.array(z.object({ name: z.string(), expr: z.string().optional() })) })
    .default({ list: [] }),
});

/** What Grafana puts in for a time range of an hour, where Prometheus asks every 5 s. */
const BUILT_IN: Readonly<Record<string, string>> = {
  __rate_interval: '1m',
  __interval: '15s',
  __range: '1h',
};

/** All queries of a dashboard of dashboards/. @throws {Error} where a variable has no value */
export async function dashboardQueries(name: DashboardName): Promise<readonly DashboardQuery[]> {
  const path = fileURLToPath(new URL(`../../dashboards/${name}.json`, import.meta.url));
  const { panels, templating, annotations } = Dashboard.parse(JSON.parse(await readFile(path, 'utf8')));
  const values = new Map([
    ...Object.entries(BUILT_IN),
    ...templating.list.map((variable) => [variable.name, valueOf(variable)] as const),
  ]);
  const filled = (text: string) => fillIn(text, values);
  return [
    ...panels
      .flatMap((panel) => [panel, ...panel.panels])
      .flatMap(({ title, targets }) =>
        targets.map(({ expr }) => ({ asker: title, kind: 'panel', promql: filled(expr) }) as const),
      ),
    ...templating.list.flatMap((variable) => {
      const asked = labelValues(variable);
      return asked === undefined
        ? []
        : [{ asker: variable.name, kind: 'variable', promql: filled(asked) } as const];
    }),
    ...annotations.list.flatMap(({ name: asker, expr }) =>
      expr === undefined ? [] : [{ asker, kind: 'annotation', promql: filled(expr) } as const],
    ),
  ];
}

/** What is chosen when the dashboard opens. */
function valueOf({ current, allValue }: z.infer<typeof Variable>): string | undefined {
  const chosen = current?.value;
  const value = Array.isArray(chosen) ? chosen.join('|') : chosen;
  return value === '$__all' ? (allValue ?? '.+') : value;
}

/** `label_values(SELECTOR, LABEL)` is Grafana's own; as PromQL it is a grouping. */
function labelValues({ query }: z.infer<typeof Variable>): string | undefined {
  const text = typeof query === 'string' ? query : query?.query;
  const [, selector, label] = /^label_values\((.+),\s*(\w+)\)$/.exec(text ?? '') ?? [];
  return selector === undefined ? undefined : `group by (${label}) (${selector})`;
}

function fillIn(text: string, values: ReadonlyMap<string, string | undefined>): string {
  return text.replace(/\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    const value = values.get(braced ?? plain ?? '');
    if (value === undefined) throw new Error(`${whole} has no value in: ${text}`);
    return value;
  });
}
