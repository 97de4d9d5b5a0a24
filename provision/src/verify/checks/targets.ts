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
  /** RFC 3339; the year 1 before the first. */
  lastScrape: z.string(),
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

/**
 * Whether all targets of the lab are up, and each release has samples. Waits for what is about to be scraped, and what is
 * down is asked once more: it may have been asked last while it started.
 */
export async function checkTargets(prometheus: PrometheusOptions, options: TargetsOptions): Promise<Verdict> {
  const { ask, url, mend } = prometheus;
  const page = { of: 'Prometheus', url: `${url}/api/v1/targets?state=active`, schema: Targets, mend };
  /** By their addresses, when those that are down were asked last at the time when that was noticed. */
  const noticed = new Map<string, string>();
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const read = await readPage(ask, page);
    if ('cause' in read) return failed(read.cause);
    const targets = read.value.data.activeTargets;
    const verdict = await judge(targets, prometheus, options);
    const down = targets.filter(({ health, labels }) => health === 'down' && options.isOurs(labels));
    const isStillDown = down.some(
      ({ scrapeUrl, lastScrape }) => (noticed.get(scrapeUrl) ?? lastScrape) !== lastScrape,
    );
    if (verdict.state === 'ok' || isStillDown || waitedMs >= PATIENCE_MS) return verdict;
    for (const { scrapeUrl, lastScrape } of down)
      if (!noticed.has(scrapeUrl)) noticed.set(scrapeUrl, lastScrape);
    await options.wait(POLL_MS);
  }
}

async function judge(
  targets: readonly Target[],
  prometheus: PrometheusOptions,
  { releases, jobs, isOurs, missing }: TargetsOptions,
): Promise<Verdict> {
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
  return judged(causes, `${up}, with samples of ${releases.join(' and ')}${also}`);
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
