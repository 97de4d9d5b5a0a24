import { chartWords } from '../../facts/helm-chart.ts';
import type { HelmChartKey } from '../../facts/helm-chart.ts';
import { helmWords } from '../../facts/helm-access.ts';
import type { ReleaseRef } from '../../facts/helm-access.ts';
import { CHART_LABEL } from '../../facts/helm-release.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { HelmArgs } from './arguments.ts';
import type { Mending } from './mend.ts';

/** The release that a task means. */
export function releaseOf({ name, namespace, kubeconfig, context }: HelmArgs): ReleaseRef {
  return {
    name,
    namespace,
    ...(kubeconfig !== undefined && { kubeconfig }),
    ...(context !== undefined && { context }),
  };
}

/** A chart on its way into a release. */
export interface ChartToInstall {
  readonly key: HelmChartKey;
  /** What CHART_LABEL is to say. */
  readonly label: string;
  /** helm itself takes back what failed. */
  readonly isTakenBack: boolean;
}

/** Installs or upgrades. Values come on standard input, as JSON: no process has them among its words. */
export function upgradeCommand(args: HelmArgs, { key, label, isTakenBack }: ChartToInstall): Command {
  const words = [
    args.name,
    ...chartWords(key),
    '--install',
    '--reset-values',
    '--values',
    '-',
    ...helmWords(releaseOf(args)),
    ...(args.create_namespace ? ['--create-namespace'] : []),
    ...(args.force ? ['--force-replace'] : []),
    ...(args.take_ownership ? ['--take-ownership'] : []),
    ...(args.disable_hook ? ['--no-hooks'] : []),
    ...(args.skip_crds ? ['--skip-crds'] : []),
    ...(isTakenBack ? ['--rollback-on-failure'] : []),
    ...waitWords(args),
    ...historyWords(args),
    '--labels',
    `${CHART_LABEL}=${label}`,
    '--hide-notes',
  ];
  return sh`helm upgrade ${words}`;
}

/** Uninstalls. That it is gone already is no failure. */
export function uninstallCommand(args: HelmArgs): Command {
  const hooks = args.disable_hook ? ['--no-hooks'] : [];
  const words = [
    args.name,
    ...helmWords(releaseOf(args)),
    '--ignore-not-found',
    ...hooks,
    ...waitWords(args),
  ];
  return sh`helm uninstall ${words}`;
}

/** Goes back to a revision; whether its pods become ready is not waited for, for the next one comes at once. */
export function rollbackCommand(args: HelmArgs, revision: number): Command {
  const words = [args.name, revision, ...helmWords(releaseOf(args)), '--no-hooks', ...historyWords(args)];
  return sh`helm rollback ${words}`;
}

/** Gets a release out of a passing state. */
export function mendCommand(args: HelmArgs, mending: Mending): Command {
  return mending.by === 'uninstall' ? uninstallCommand(args) : rollbackCommand(args, mending.revision);
}

function waitWords({ wait, timeout }: HelmArgs): readonly string[] {
  return [`--wait=${wait ? 'watcher' : 'hookOnly'}`, '--timeout', timeout];
}

function historyWords({ history_max: most }: HelmArgs): readonly string[] {
  return ['--history-max', String(most)];
}
