import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { CHECKOUT } from '../tools/folders.ts';

/** Who makes these is not in the lane: kube-state-metrics, node-exporter, the gateway and istiod. */
const ABSENT = /\b(?:kube|node|istio|pilot)_\w+/;

const Panel = z.object({
  title: z.string().default(''),
  targets: z.array(z.object({ expr: z.string().optional() })).default([]),
});
const Dashboard = z.object({ panels: z.array(Panel.extend({ panels: z.array(Panel).default([]) })) });

/** A query of the Platform dashboard. */
export interface PlatformQuery {
  /** The title of its panel. */
  readonly panel: string;
  /** As Grafana would send it, with `All` chosen. */
  readonly promql: string;
  /** Whether the lane `platform` has what it asks for. */
  readonly isAnswered: boolean;
}

/** Every query of the Platform dashboard, in its order. */
export async function platformQueries(): Promise<readonly PlatformQuery[]> {
  const path = join(CHECKOUT, 'dashboards', 'platform.json');
  const { panels } = Dashboard.parse(JSON.parse(await readFile(path, 'utf8')));
  return panels
    .flatMap((panel) => [panel, ...panel.panels])
    .flatMap(({ title, targets }) =>
      targets.flatMap(({ expr }) =>
        expr ? [{ panel: title, promql: filled(expr), isAnswered: !ABSENT.test(expr) }] : [],
      ),
    );
}

/** Each variable as it is when `All` is chosen, and the spans of a short view. */
function filled(promql: string): string {
  return promql
    .replaceAll(/\$(?:__rate_interval|__range|__interval)/g, '1m')
    .replaceAll(/\$(?:namespace|release)/g, '.*');
}
