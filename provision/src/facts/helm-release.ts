import { z } from 'zod';

import { FactError } from '../modules/fact-error.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { helmWords } from './helm-access.ts';
import type { ReleaseRef } from './helm-access.ts';
import { nulRows } from './nul-fields.ts';

/** The label of a release, in helm's own record of it, that says which chart it was made of: 40 digits of a SHA-256. */
export const CHART_LABEL = 'remla-lab/chart';

/** A release as helm knows it, or that it does not. */
export type HelmRelease =
  | { readonly kind: 'missing' }
  /** helm does not answer: no cluster, no such kubeconfig. */
  | { readonly kind: 'refused'; readonly reason: string }
  | FoundRelease;

export interface FoundRelease {
  readonly kind: 'found';
  readonly revision: number;
  /** helm's word: deployed, failed, pending-install, pending-upgrade, pending-rollback, uninstalling, uninstalled … */
  readonly status: string;
  /** The chart's name and version, apart. */
  readonly chart: string;
  readonly version: string;
  readonly appVersion: string;
  /** What CHART_LABEL says; undefined for a release that was made another way. */
  readonly chartDigest: string | undefined;
  /** The values that were given, the chart's own left out. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Of a release in a passing state, or that failed: all its revisions. */
  readonly history: readonly { readonly revision: number; readonly status: string }[];
  /** Of such a release: the processes of this machine that work on it. */
  readonly workers: readonly number[];
  /** The objects as YAML, where it was asked for. */
  readonly manifest: string;
}

/** `isManifestWanted`: the objects too, which may be megabytes. */
export interface HelmReleaseKey extends ReleaseRef {
  readonly isManifestWanted: boolean;
}

const NAME = 'helm-release';

const HELM_RELEASE: FactFamily<HelmReleaseKey, HelmRelease> = {
  name: NAME,
  programs: ['helm', 'grep', 'tr'],
  steadiness: 'fresh',
  script: (keys) => lines([FIND_WORKERS, ...keys.map(look)]),
  parse: (stdout, keys) => nulRows(stdout, { family: NAME, rows: keys.length, width: 6 }).map(readRelease),
};

/** How a release stands. */
export function helmRelease(key: HelmReleaseKey): MachineFact<HelmRelease> {
  return about(HELM_RELEASE, key);
}

/** Prints the processes of helm that have the name of a release among their words. */
const FIND_WORKERS = sh`lab_workers() {
  for lab_words in $(grep -lzxF -e "$1" /proc/[0-9]*/cmdline 2>/dev/null); do
    lab_said=$(tr '\\0' ' ' <"$lab_words" 2>/dev/null) || continue
    case \${lab_said%% *} in helm|*/helm) ;; *) continue ;; esac
    case $lab_said in
      *' install '*|*' upgrade '*|*' rollback '*|*' uninstall '*) lab_words=\${lab_words#/proc/}; printf '%s ' "\${lab_words%/cmdline}" ;;
    esac
  done
}`;

/** Both questions at the same time, for most of what helm needs is its start. */
function look(key: HelmReleaseKey): Command {
  const { name, isManifestWanted } = key;
  const options = helmWords(key);
  return sh`(
lab_work=$(mktemp -d) || exit 1
trap 'rm -rf -- "$lab_work"' EXIT
trap 'exit 143' HUP INT TERM
umask 077
helm get values ${name} ${options} -o json >"$lab_work/values" 2>/dev/null &
lab_known=$(helm get metadata ${name} ${options} -o json 2>"$lab_work/said")
wait
lab_past= lab_at_work=
case $lab_known in
  *'"status":"pending-'*|*'"status":"uninstalling"'*|*'"status":"failed"'*)
    lab_at_work=$(lab_workers ${name})
    # A helm writes down how it ended before it ends: what was read before nobody was at work may be old.
    [ -n "$lab_at_work" ] || lab_known=$(helm get metadata ${name} ${options} -o json 2>"$lab_work/said")
    lab_past=$(helm history ${name} ${options} --max 256 -o json 2>/dev/null) ;;
esac
printf '%s\\0' "$lab_known" "$(cat "$lab_work/said")" "$(cat "$lab_work/values")" "$lab_past" "$lab_at_work"
${isManifestWanted ? sh`[ -z "$lab_known" ] || helm get manifest ${name} ${options} 2>/dev/null` : sh`:`}
printf '\\0'
)`;
}

const Metadata = z.object({
  chart: z.string(),
  version: z.string(),
  appVersion: z.string(),
  labels: z.record(z.string(), z.string()).nullish(),
  revision: z.int(),
  status: z.string(),
});
const Values = z.record(z.string(), z.unknown()).nullable();
const History = z.array(z.object({ revision: z.int(), status: z.string() }));

function readRelease([
  known = '',
  said = '',
  values = '',
  history = '',
  workers = '',
  manifest = '',
]: readonly string[]): HelmRelease {
  if (known === '') {
    return /\brelease: not found\b/.test(said)
      ? { kind: 'missing' }
      : { kind: 'refused', reason: helmError(said) };
  }
  const { labels, ...metadata } = readJson(Metadata, known);
  return {
    kind: 'found',
    ...metadata,
    chartDigest: labels?.[CHART_LABEL],
    values: readJson(Values, values) ?? {},
    history:
      history === '' ? [] : readJson(History, history).map(({ revision, status }) => ({ revision, status })),
    workers: workers.trim() === '' ? [] : workers.trim().split(' ').map(Number),
    manifest,
  };
}

function readJson<Value>(schema: z.ZodType<Value>, text: string): Value {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new FactError(NAME, `helm answered what is not understood: ${text.slice(0, 200)}`, {
      cause: error,
    });
  }
}

/** What helm said was wrong, without its own warnings and the word that it begins with. */
export function helmError(said: string): string {
  const text = said.trim();
  const start = text.lastIndexOf('\nError: ');
  const error = start === -1 ? text : text.slice(start + 1);
  return error.replace(/^Error: /, '') || 'helm says nothing';
}
