import type { Module } from '../module.ts';
import { HELM_ALIASES, HelmArgs } from './arguments.ts';
import { decideHelm } from './decide.ts';

/** Releases of charts. */
export const helmModule: Module<HelmArgs> = {
  name: 'helm',
  summary: 'Installs, upgrades and uninstalls releases of charts, with the program helm on the machine.',
  notes: [
    'It runs where helm and a kubeconfig are: on the controller. Helm 4 is expected.',
    'A release changes when its chart or its values do, and at no other time: of a chart on the machine or an artifact the content counts (a label of the release, `remla-lab/chart`, remembers it), of a repository’s the version. Values that are not given any more go back to the chart’s own.',
    'A release that an earlier helm left in the middle (pending-install, pending-upgrade, pending-rollback, uninstalling) is mended first: taken back to its last revision that worked, or uninstalled where there is none. While another helm of the same machine still works on it, it is waited for. One that works on it from another computer is not seen.',
    'What fails is explained: what helm says, and what holds up the objects, pods with the end of their logs, events. That needs kubectl on the machine.',
    'With --check helm renders the chart, so that values which it refuses are found; with --diff objects are compared, values of Secrets hidden. A chart that is not on the machine yet is not rendered.',
  ],
  args: HelmArgs,
  aliases: HELM_ALIASES,
  returns: {
    status: {
      description: 'The release: name, namespace, revision, status, chart, app_version, values.',
      type: 'dict',
      returned: 'when there is one',
    },
    mended: {
      description: 'In what state an earlier helm had left the release, and what was done about it.',
      type: 'str',
      returned: 'when it was mended',
    },
  },
  example: `- helm:
    name: kube-prometheus-stack
    namespace: monitoring
    chart_artifact: kube-prometheus-stack
    values_template: monitoring-values.yml.hbs
    create_namespace: true
    kubeconfig: "{{ controller_kubeconfig }}"
- helm:
    name: toy
    release_namespace: toys
    chart_ref: lab/toy
    chart_version: 1.2.0
    release_values:
      colour: red
- helm:
    name: toy
    namespace: toys
    state: absent
`,
  check: 'full',
  decide: decideHelm,
};
