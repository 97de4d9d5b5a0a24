import { isDeepStrictEqual } from 'node:util';

import type { Fetched } from '../../artifacts/store.ts';
import type { FoundRelease } from '../../facts/helm-release.ts';
import { act, done, failed } from '../decision.ts';
import type { Decision, Prediction } from '../decision.ts';
import type { ModuleContext } from '../module.ts';
import type { HelmArgs } from './arguments.ts';
import { chartOfArtifact, isOfChart } from './chart.ts';
import type { WantedChart } from './chart.ts';
import { foresee } from './foresee.ts';
import { statusOf } from './result.ts';
import { install } from './install.ts';
import { tellMending } from './mend.ts';
import type { Values } from './values.ts';

/** A release and what it is to become. */
export interface Wanted {
  readonly args: HelmArgs;
  readonly context: ModuleContext;
  readonly release: FoundRelease | { readonly kind: 'missing' };
  readonly chart: WantedChart;
  readonly values: Values;
  /** Whether another helm was waited for. */
  readonly hasWaited: boolean;
}

/** Leaves alone what is as it shall be; else brings the chart and has helm install or upgrade. */
export function decidePresent(wanted: Wanted): Decision {
  const { args, context, release, chart } = wanted;
  if (isCurrent(wanted)) return done(false, statusOf(args, release));
  const mended = tellMending(release);
  const prediction: Prediction = {
    // What the lock does not know may be what the release was made of.
    changed: chart.label === undefined ? 'unknown' : true,
    result: { ...statusOf(args, release), ...(mended !== undefined && { mended }) },
  };
  // A chart that is not on the machine yet cannot be rendered there.
  if (!context.isCheck || !chart.isThere) return bring(wanted, prediction);
  return foresee(wanted, prediction, (foreseen) => bring(wanted, foreseen));
}

/** Fetches the chart where it is not to be had otherwise: what is in the cache is checked on its way. */
function bring(wanted: Wanted, prediction: Prediction): Decision {
  const { args, release, chart } = wanted;
  const { artifact } = chart;
  if (artifact === undefined || chart.isThere) return install(wanted, undefined, prediction);
  const { entry, path } = artifact;
  if (entry !== undefined && path !== undefined) {
    return install(wanted, { path, sha256: entry.sha256 }, prediction);
  }
  return act([{ kind: 'fetch-artifact', artifact: artifact.artifact }], prediction, ([fetched]) => {
    if (fetched.kind === 'refused') return failed(fetched.reason);
    const now = { ...wanted, chart: chartNow(wanted, artifact, fetched) };
    return isCurrent(now) ? done(false, statusOf(args, release)) : install(now, fetched, prediction);
  });
}

/** What the lock did not know, the file says. */
function chartNow(
  { args, chart }: Wanted,
  artifact: NonNullable<WantedChart['artifact']>,
  { sha256 }: Extract<Fetched, { readonly kind: 'cached' }>,
): WantedChart {
  const { chart_artifact: name } = args;
  return name === undefined ? chart : chartOfArtifact(name, artifact, { sha256, kept: undefined });
}

/** Whether the release works, and was made of this chart with these values. */
function isCurrent({ release, chart, values }: Wanted): boolean {
  return (
    release.kind === 'found' &&
    release.status === 'deployed' &&
    isOfChart(release, chart) &&
    isDeepStrictEqual(release.values, plain(values))
  );
}

/** Values as helm gets and keeps them. */
function plain(values: Values): unknown {
  return JSON.parse(JSON.stringify(values));
}
