import { z } from 'zod';

import { Flag, Text, WholeNumber, whenSound } from '../argument.ts';
import { accessArguments } from './access.ts';

/** What Kubernetes and helm take as the name of a release: it becomes part of other names. */
const ReleaseName = Text.refine(
  (name) => /^[a-z0-9]([-a-z0-9.]{0,51}[a-z0-9])?$/.test(name),
  'expected at most 53 lower-case letters, digits, `-` and `.`',
);

/** A time as helm writes it; a number is seconds. */
const Timeout = z
  .union(
    [z.number().positive(), z.string().regex(/^(\d+(\.\d+)?(h|m|s|ms))+$/)],
    'expected a time such as 5m',
  )
  .transform((time) => (typeof time === 'number' ? `${time}s` : time));

/** The arguments of `helm`: names of kubernetes.core.helm where it has them. */
export const HelmArgs = z
  .strictObject({
    name: ReleaseName.describe('The name of the release.'),
    namespace: Text.describe('Its namespace.'),
    state: z
      .enum(['present', 'absent'])
      .default('present')
      .describe('present: installed, or upgraded where chart or values differ; absent: uninstalled.'),
    chart_ref: Text.optional().describe(
      'The chart: a folder or .tgz on the machine, `REPOSITORY/CHART` of a repository that helm_repository added, the name of a chart in `chart_repo_url`, or a URL.',
    ),
    chart_artifact: Text.optional().describe(
      'Ours, in place of `chart_ref`: the short name of a file of lab.yml’s `artifacts`, a packed chart. It is put on the machine.',
    ),
    chart_version: Text.optional().describe(
      'The version of the chart, or a range. Without it the newest of its repository.',
    ),
    chart_repo_url: Text.optional().describe('The URL of the repository in which `chart_ref` is looked for.'),
    update_repo_cache: Flag.default(false).describe(
      'Asks the repositories for their newest charts first (`helm repo update`).',
    ),
    create_namespace: Flag.default(false).describe('Makes the namespace where it is missing.'),
    values: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('Values for the chart. They win over those of `values_template`, key by key.'),
    values_template: Text.optional().describe(
      'Ours: a Handlebars template of values in YAML, looked for in `templates` beside the playbook. Values are written into it as into the templates of `k8s`.',
    ),
    wait: Flag.default(true).describe(
      'Waits until what the release brings is ready; with `absent`, gone. kubernetes.core does not by default.',
    ),
    timeout: Timeout.default('5m').describe(
      'How long helm waits for any single thing: `90s`, `5m`, or seconds.',
    ),
    atomic: Flag.default(false).describe(
      'Takes back what failed: to the last revision that worked, or uninstalled where there is none.',
    ),
    force: Flag.default(false).describe('Replaces objects that cannot be changed (`--force-replace`).'),
    take_ownership: Flag.default(false).describe('Takes over objects that were made without helm.'),
    disable_hook: Flag.default(false).describe('Leaves out the hooks of the chart.'),
    skip_crds: Flag.default(false).describe('Leaves out the definitions in the folder `crds` of the chart.'),
    history_max: WholeNumber.default(10).describe('How many revisions are kept; 0 is all of them.'),
    ...accessArguments,
  })
  .refine(
    ({ state, chart_ref: ref, chart_artifact: artifact }) =>
      state === 'absent' || (ref === undefined) !== (artifact === undefined),
    whenSound('expected `chart_ref` or `chart_artifact`, one of them'),
  )
  .refine(
    ({ chart_artifact: artifact, chart_version: version, chart_repo_url: url }) =>
      artifact === undefined || (version === undefined && url === undefined),
    whenSound('`chart_version` and `chart_repo_url` go with `chart_ref`: lab.yml pins an artifact'),
  );
export type HelmArgs = z.infer<typeof HelmArgs>;

/** kubernetes.core's names. */
export const HELM_ALIASES = {
  release_name: 'name',
  release_namespace: 'namespace',
  release_state: 'state',
  release_values: 'values',
  kubeconfig_path: 'kubeconfig',
  kube_context: 'context',
} as const;
