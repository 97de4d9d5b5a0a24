import { format } from 'prettier';

import type { NamedDashboard } from '../dashboards.ts';
import { configMapOf } from './config-map.ts';
import { importable } from './importable.ts';

/** A file of the checkout: its path from the root, and its text. */
export interface WrittenFile {
  readonly path: string;
  readonly text: string;
}

/** Both forms of each dashboard: for the import screen, and as a ConfigMap for Grafana's sidecar. */
export async function filesOf(dashboards: readonly NamedDashboard[]): Promise<readonly WrittenFile[]> {
  const both = await Promise.all(
    dashboards.map(async (each): Promise<WrittenFile[]> => [
      { path: `dashboards/${each.name}.json`, text: await readableJson(importable(each.dashboard)) },
      {
        path: `kubernetes/grafana/dashboard-${each.name}-config-map.yml`,
        text: configMapOf(each),
      },
    ]),
  );
  return both.flat();
}

function readableJson(value: unknown): Promise<string> {
  return format(JSON.stringify(value), { parser: 'json', printWidth: 110 });
}
