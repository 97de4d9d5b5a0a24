import { askPrometheus } from './ask-prometheus.ts';
import type { Series } from './ask-prometheus.ts';
import type { Panel, Target } from './dashboard-file.ts';
import { fillIn, seriesName } from './variables.ts';
import type { TimeRange } from './variables.ts';

/** A series with the name that the legend gives it. */
export interface NamedSeries extends Series {
  readonly name: string;
  readonly refId: string;
}

/** A panel and what Prometheus answered to its queries. */
export interface PanelData {
  readonly panel: Panel;
  readonly series: readonly NamedSeries[];
  /** The text of a text panel, variables filled in. */
  readonly content: string;
}

/** Asks what a panel asks. */
export async function panelData(
  panel: Panel,
  { origin, range, variables }: { origin: string; range: TimeRange; variables: ReadonlyMap<string, string> },
): Promise<PanelData> {
  const series: NamedSeries[] = [];
  for (const target of panel.targets) {
    const expr = fillIn(target.expr, variables);
    const found = await askPrometheus(origin, { expr, isInstant: target.instant }, range);
    series.push(...(target.format === 'heatmap' ? buckets(found, target) : named(found, target, variables)));
  }
  const { content } = panel.options;
  return { panel, series, content: typeof content === 'string' ? fillIn(content, variables) : '' };
}

function named(
  found: readonly Series[],
  { legendFormat, refId }: Target,
  variables: ReadonlyMap<string, string>,
): readonly NamedSeries[] {
  const legend = fillIn(legendFormat, variables);
  return found.map((each) => ({ ...each, refId, name: seriesName(legend, each.labels) }));
}

/** As Grafana's format `heatmap`: buckets in their order, each without what lies in the ones before it. */
function buckets(found: readonly Series[], { refId }: Target): readonly NamedSeries[] {
  const sorted = [...found].sort((a, b) => bound(a) - bound(b));
  return sorted.map((each, index) => {
    const below = new Map(sorted[index - 1]?.points);
    const points = each.points.map(
      ([time, value]) => [time, Math.max(value - (below.get(time) ?? 0), 0)] as const,
    );
    return { ...each, refId, name: each.labels['le'] ?? '', points };
  });
}

/** The upper bound of a bucket. */
export function bound({ labels }: Pick<Series, 'labels'>): number {
  const le = labels['le'] ?? '';
  return le === '+Inf' ? Infinity : Number(le);
}

/** The last value of a series that is one; undefined where it has none. */
export function lastValue({ points }: Pick<Series, 'points'>): number | undefined {
  return points.findLast(([, value]) => !Number.isNaN(value))?.[1];
}
