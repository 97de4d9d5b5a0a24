import type { PromqlQuery, Selector } from '../promql/read.ts';
import { EXPORTER_METRICS, TARGET_LABELS } from './exporters.ts';
import type { MetricLabels } from './lab-metrics.ts';

/** Who gives which metrics of the lab's own; the gateway is asked under any job. */
export interface LabMetrics {
  readonly services: Readonly<Record<string, MetricLabels>>;
  readonly gateway: MetricLabels;
}

/** The parts that a histogram comes in. */
const PART = /_(bucket|sum|count)$/;

/** What a query names and nobody gives: metrics, and labels that a metric does not have. */
export function unknownNames({ selectors, groupLabels }: PromqlQuery, lab: LabMetrics): readonly string[] {
  const perSelector = selectors.map((selector) => ({ selector, labels: labelsOf(selector, lab) }));
  const all = new Set(perSelector.flatMap(({ labels }) => [...(labels ?? [])]));
  return [
    ...perSelector.flatMap(({ selector: { metric, matchers }, labels }) => {
      if (!labels) return [`${metric}: nobody gives it`];
      return matchers
        .filter(({ label }) => !labels.has(label))
        .map(({ label }) => `${metric}: it has no label ${label}`);
    }),
    ...groupLabels.filter((label) => !all.has(label)).map((label) => `no series here has the label ${label}`),
  ];
}

function labelsOf({ metric, matchers }: Selector, lab: LabMetrics): ReadonlySet<string> | undefined {
  const base = metric.replace(PART, '');
  const job = matchers.find(({ label }) => label === 'job')?.value;
  const jobs = job === undefined ? [] : job.split('|');
  const givers = jobs.length > 0 ? jobs.map((each) => lab.services[each]) : [lab.gateway];
  const own = givers.map((giver) => giver?.get(metric) ?? giver?.get(base));
  const theirs = EXPORTER_METRICS[metric] ?? EXPORTER_METRICS[base];
  // Of several jobs each has to give it.
  const known = own.every((each) => each !== undefined) ? own : theirs ? [new Set(theirs.labels)] : undefined;
  return (
    known &&
    new Set([
      ...known.flatMap((each) => [...(each ?? [])]),
      ...TARGET_LABELS,
      ...(PART.test(metric) ? ['le'] : []),
    ])
  );
}
