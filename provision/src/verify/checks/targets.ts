import { z } from 'zod';

import { failed, judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';
import { readPage } from '../web/read-page.ts';
import { releasesWithoutSamples } from './prometheus.ts';
import type { PrometheusOptions } from './prometheus.ts';

const Target = z.object({
  labels: z.record(z.string(), z.string()),
  scrapeUrl: z.string(),
  lastError: z.string(),
  health: z.string(),
});
type Target = z.infer<typeof Target>;
const Targets = z.object({ data: z.object({ activeTargets: z.array(Target) }) });

/** What is expected of targets. */
export interface TargetsOptions {
  readonly releases: readonly string[];
  /** The jobs that have to be among them, e.g. `app`. */
  readonly jobs: readonly string[];
  /** Whether a target that is down is of the lab: others are only told. */
  readonly isOurs: (labels: Readonly<Record<string, string>>) => boolean;
  /** What to do where a job has no target. */
  readonly missing: string;
  readonly wait: (durationMs: number) => Promise<void>;
}

/** What has just started is found and scraped within two intervals, of which the longest is this half. */
const PATIENCE_MS = 40_000;
const POLL_MS = 2_000;

/** Whether all targets of the lab are up, and each release has samples. Waits for what is about to be scraped. */
export async function checkTargets(prometheus: PrometheusOptions, options: TargetsOptions): Promise<Verdict> {
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const { verdict, mayPass } = await lookOnce(prometheus, options);
    if (verdict.state === 'ok' || !mayPass || waitedMs >= PATIENCE_MS) return verdict;
    await options.wait(POLL_MS);
  }
}

/** `mayPass`: nothing is known to be down, only not yet to be up. */
async function lookOnce(
  prometheus: PrometheusOptions,
  { releases, jobs, isOurs, missing }: TargetsOptions,
): Promise<{ readonly verdict: Verdict; readonly mayPass: boolean }> {
  const { ask, url, mend } = prometheus;
  const page = { of: 'Prometheus', url: `${url}/api/v1/targets?state=active`, schema: Targets, mend };
  const read = await readPage(ask, page);
  if ('cause' in read) return { verdict: failed(read.cause), mayPass: false };
  const targets = read.value.data.activeTargets;
  const known = new Set(targets.map(({ labels }) => labels['job']));
  const notUp = targets.filter(({ health }) => health !== 'up');
  const ours = notUp.filter(({ labels }) => isOurs(labels));
  const others = notUp.filter(({ labels }) => !isOurs(labels));
  const causes: readonly Cause[] = [
    ...jobs
      .filter((job) => !known.has(job))
      .map((job) => ({ what: `Prometheus scrapes nothing of the job ${job}`, mend: missing })),
    ...ours.map(causeOf),
    ...(await releasesWithoutSamples(prometheus, releases)),
  ];
  const also = others.length === 0 ? '' : `; not up, and not of the lab: ${jobsOf(others).join(', ')}`;
  const up = `${targets.length - notUp.length} of ${targets.length} up`;
  return {
    verdict: judged(causes, `${up}, with samples of ${releases.join(' and ')}${also}`),
    mayPass: ours.every(({ health }) => health === 'unknown'),
  };
}

function causeOf({ labels, scrapeUrl, health, lastError }: Target): Cause {
  const name = labels['pod'] ?? labels['instance'] ?? scrapeUrl;
  const why = health === 'unknown' ? 'it has not been scraped yet' : lastError;
  return {
    what: `${labels['job'] ?? '?'} of ${name} is not up: ${why}`,
    mend: `Prometheus asks ${scrapeUrl}`,
  };
}

function jobsOf(targets: readonly Target[]): readonly string[] {
  return [...new Set(targets.map(({ labels }) => labels['job'] ?? '?'))];
}
