import type { KnownArtifact } from '../../artifacts/store.ts';
import { helmChart } from '../../facts/helm-chart.ts';
import type { HelmChart, HelmChartKey } from '../../facts/helm-chart.ts';
import type { FoundRelease } from '../../facts/helm-release.ts';
import { stampedDigestOf } from '../../facts/stamped-digest.ts';
import type { StampedDigest } from '../../facts/stamped-digest.ts';
import { artifactFacts, fileFor } from '../artifact/known-file.ts';
import type { ArtifactAnswers } from '../artifact/known-file.ts';
import type { HelmArgs } from './arguments.ts';

/** Where charts of lab.yml's `artifacts` lie on the machine, each under its short name. */
export const CHARTS_FOLDER = '/var/lib/remla-lab/charts';

/** The chart that a task wants. */
export interface WantedChart {
  readonly key: HelmChartKey;
  /** What tells one content from another, for the label of the release: 40 digits; undefined where only its publisher knows. */
  readonly label: string | undefined;
  /** Name and version, where they are known without unpacking it. */
  readonly pin: { readonly name: string; readonly version: string } | undefined;
  /** What messages call it. */
  readonly title: string;
  /** There where it comes from the user's machine. */
  readonly artifact: KnownArtifact | undefined;
  /** Whether it lies where `key` says: then it can be rendered. */
  readonly isThere: boolean;
}

/** What is asked to find out which chart is wanted. */
export function chartFacts(args: HelmArgs) {
  const { chart_artifact: name } = args;
  return name === undefined
    ? { chart: helmChart(keyOf(args)) }
    : { ...artifactFacts(name), kept: stampedDigestOf(pathOf(name)) };
}

/** Answers to `chartFacts`. */
export interface ChartAnswers {
  readonly chart?: HelmChart | undefined;
  readonly architecture?: ArtifactAnswers['architecture'] | undefined;
  readonly artifact?: ArtifactAnswers['artifact'] | undefined;
  readonly kept?: StampedDigest | undefined;
}

/** The chart, or why there is none. */
export function wantedChart(
  args: HelmArgs,
  { chart, architecture, artifact, kept }: ChartAnswers,
): { readonly chart: WantedChart } | { readonly refused: string } {
  const { chart_artifact: name } = args;
  if (name !== undefined && architecture !== undefined && artifact !== undefined) {
    const file = fileFor(name, { architecture, artifact });
    if ('refused' in file) return file;
    return { chart: chartOfArtifact(name, file.known, { sha256: file.known.entry?.sha256, kept }) };
  }
  const key = keyOf(args);
  if (chart === undefined || chart.kind === 'refused') {
    return { refused: `the chart ${key.ref} is not to be had: ${chart?.reason ?? 'nobody was asked'}` };
  }
  const { name: chartName, version, digest } = chart;
  return {
    chart: {
      key: { ...key, isUpdated: false },
      // Of a repository's chart the version is all that says what it is.
      label: digest === undefined ? 'repository' : labelOf(digest),
      pin: { name: chartName, version },
      title: `${chartName}-${version}`,
      artifact: undefined,
      isThere: true,
    },
  };
}

/** The chart of an artifact whose SHA-256 is known, or (undefined) will be once it is fetched. */
export function chartOfArtifact(
  name: string,
  known: KnownArtifact,
  { sha256, kept }: { readonly sha256: string | undefined; readonly kept: StampedDigest | undefined },
): WantedChart {
  return {
    key: { ref: pathOf(name), version: undefined, repositoryUrl: undefined, isUpdated: false },
    label: sha256 === undefined ? undefined : labelOf(sha256),
    pin: undefined,
    title: `${name} ${known.artifact.version}`,
    artifact: known,
    isThere: sha256 !== undefined && kept?.sha256 === sha256,
  };
}

/** Whether a release was made of this chart. */
export function isOfChart(release: FoundRelease, { label, pin }: WantedChart): boolean {
  if (pin !== undefined && (release.chart !== pin.name || release.version !== pin.version)) return false;
  return label === 'repository' || release.chartDigest === label;
}

function keyOf(args: HelmArgs): HelmChartKey {
  const { chart_ref: ref = '', chart_version: version, chart_repo_url: repositoryUrl } = args;
  return { ref, version, repositoryUrl, isUpdated: args.update_repo_cache };
}

function pathOf(artifact: string): string {
  return `${CHARTS_FOLDER}/${artifact}.tgz`;
}

/** A label of Kubernetes has at most 63 letters; 40 digits tell charts apart as well. */
function labelOf(sha256: string): string {
  return sha256.slice(0, 40);
}
