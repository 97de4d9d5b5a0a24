import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { helmError } from './helm-release.ts';
import { nulRows } from './nul-fields.ts';

/** A chart as a task names it. */
export interface HelmChartKey {
  /** A folder or .tgz on the machine, REPOSITORY/CHART, or a URL. */
  readonly ref: string;
  readonly version: string | undefined;
  readonly repositoryUrl: string | undefined;
  /** Has helm fetch the newest lists of charts first. */
  readonly isUpdated: boolean;
}

/** What a chart is, without being read into this program. */
export type HelmChart =
  | {
      readonly kind: 'found';
      readonly name: string;
      readonly version: string;
      /** The SHA-256 of what lies on the machine; undefined for a chart of a repository, whose version says it. */
      readonly digest: string | undefined;
    }
  | { readonly kind: 'refused'; readonly reason: string };

const NAME = 'helm-chart';

const HELM_CHART: FactFamily<HelmChartKey, HelmChart> = {
  name: NAME,
  programs: ['helm', 'find', 'sort', 'xargs', 'sha256sum'],
  steadiness: 'fresh',
  script: (keys) => lines(keys.map(look)),
  parse: (stdout, keys) => nulRows(stdout, { family: NAME, rows: keys.length, width: 3 }).map(readChart),
};

/** Which chart a task means: its name and version, and the digest of one that lies on the machine. */
export function helmChart(key: HelmChartKey): MachineFact<HelmChart> {
  return about(HELM_CHART, key);
}

/** helm's words for a chart: which one, and where it is looked for. */
export function chartWords({
  ref,
  version,
  repositoryUrl,
}: Omit<HelmChartKey, 'isUpdated'>): readonly string[] {
  return [
    ref,
    ...(version === undefined ? [] : ['--version', version]),
    ...(repositoryUrl === undefined ? [] : ['--repo', repositoryUrl]),
  ];
}

/** As helm does it: what lies there is meant, unless a repository is named. A folder is summed up by names and contents. */
function look(key: HelmChartKey): Command {
  const { ref, repositoryUrl, isUpdated } = key;
  const isPath = repositoryUrl === undefined && !ref.includes('://');
  return sh`(
lab_sum=
if ${isPath ? sh`true` : sh`false`}; then
  if [ -d ${ref} ]; then
    lab_sum=$(cd -- ${ref} && find -L . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum | sha256sum)
  elif [ -f ${ref} ]; then
    lab_sum=$(sha256sum <${ref})
  fi
fi
lab_said=
${isUpdated ? sh`[ -n "$lab_sum" ] || lab_said=$(helm repo update 2>&1 >/dev/null) || lab_sum=refused` : sh`:`}
if [ "$lab_sum" != refused ]; then
  lab_said=$(helm show chart ${chartWords(key)} 2>&1) || lab_sum=refused
fi
printf '%s\\0' "\${lab_sum%% *}" "$lab_said" end
)`;
}

function readChart([sum = '', said = '']: readonly string[]): HelmChart {
  if (sum === 'refused') return { kind: 'refused', reason: helmError(said) };
  const digest = sum === '' ? undefined : sum;
  const field = (name: string) =>
    new RegExp(`^${name}: *["']?([^"'\\n]*?)["']? *$`, 'm').exec(said)?.[1] ?? '';
  return { kind: 'found', name: field('name'), version: field('version'), digest };
}
