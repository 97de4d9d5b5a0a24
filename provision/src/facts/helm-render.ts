import { z } from 'zod';

import { FactError } from '../modules/fact-error.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { helmWords } from './helm-access.ts';
import type { ReleaseRef } from './helm-access.ts';
import { chartWords } from './helm-chart.ts';
import type { HelmChartKey } from './helm-chart.ts';
import { helmError } from './helm-release.ts';
import { nulRows } from './nul-fields.ts';

/** A chart with values, as a release would have it. */
export interface HelmRenderKey {
  readonly release: ReleaseRef;
  readonly chart: HelmChartKey;
  /** JSON. */
  readonly values: string;
  /** Whether the release is there and at rest: only then helm asks the API server about its objects. */
  readonly isUpgrade: boolean;
}

/** The objects that a chart would bring, as YAML, or why helm refuses. */
export type HelmRendering =
  | { readonly kind: 'rendered'; readonly manifest: string }
  | { readonly kind: 'refused'; readonly reason: string };

const NAME = 'helm-render';

const HELM_RENDER: FactFamily<HelmRenderKey, HelmRendering> = {
  name: NAME,
  programs: ['helm'],
  steadiness: 'fresh',
  script: (keys) => lines(keys.map(look)),
  parse: (stdout, keys) => {
    const rows = nulRows(stdout, { family: NAME, rows: keys.length, width: 3 });
    return keys.map(({ isUpgrade }, index) => readRendering(rows[index] ?? [], isUpgrade));
  },
};

/** What helm would apply; nothing is changed. */
export function helmRender(key: HelmRenderKey): MachineFact<HelmRendering> {
  return about(HELM_RENDER, key);
}

/**
 * The API server is asked only about a release that it can upgrade: before a first install it does not know the definitions
 * that a chart brings itself. The values go in by a pipe from the shell's own printf, so that no process has them among its words.
 */
function look({ release, chart, values, isUpgrade }: HelmRenderKey): Command {
  const of = [release.name, ...chartWords(chart), '--values', '-'];
  const render = isUpgrade
    ? sh`helm upgrade ${of} --install --reset-values ${helmWords(release)} --dry-run=server -o json`
    : sh`helm template ${of} --namespace ${release.namespace} --no-hooks`;
  return sh`(
lab_errors=$(mktemp) || exit 1
trap 'rm -f -- "$lab_errors"' EXIT
if lab_made=$(printf %s ${values} | ${render} 2>"$lab_errors")
then printf 'made\\0%s\\0\\0' "$lab_made"
else printf 'refused\\0\\0%s\\0' "$(cat "$lab_errors")"; fi
)`;
}

const Made = z.object({ manifest: z.string() });

function readRendering([outcome, made = '', said = '']: readonly string[], isRecord: boolean): HelmRendering {
  if (outcome !== 'made') return { kind: 'refused', reason: helmError(said) };
  if (!isRecord) return { kind: 'rendered', manifest: made };
  try {
    return { kind: 'rendered', manifest: Made.parse(JSON.parse(made)).manifest };
  } catch (error) {
    throw new FactError(NAME, `helm answered what is not understood: ${made.slice(0, 200)}`, {
      cause: error,
    });
  }
}
