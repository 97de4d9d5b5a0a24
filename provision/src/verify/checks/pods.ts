import type { V1Pod } from '@kubernetes/client-node';

import { podsPart } from '../../status/pods.ts';
import { causeOf } from './of-status.ts';
import { notThere } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

/** A program of the platform, by what marks its pods. */
export interface Program {
  /** E.g. `Grafana`. */
  readonly title: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What installs it. */
  readonly playbook: string;
}

/** The pods of a program that are not about to go. */
export function podsOf(
  pods: readonly V1Pod[],
  { namespace, labels }: Pick<Program, 'namespace' | 'labels'>,
): readonly V1Pod[] {
  return pods.filter(
    ({ metadata }) =>
      metadata?.namespace === namespace &&
      metadata.deletionTimestamp === undefined &&
      Object.entries(labels).every(([name, value]) => metadata.labels?.[name] === value),
  );
}

/** What is wrong with a program by its pods: that it has none, or what troubles them; undefined where they are well. */
export function verdictByPods(pods: readonly V1Pod[], program: Program): Verdict | undefined {
  const own = podsOf(pods, program);
  if (own.length === 0) {
    const why = `namespace ${program.namespace} has no pod of ${program.title}`;
    return notThere(why, installedBy(program));
  }
  const causes = troublesOf(own);
  return causes.length === 0 ? undefined : { state: 'failed', causes };
}

/** The command that installs a program, or mends its installation. */
export function installedBy({ playbook }: Pick<Program, 'playbook'>): string {
  return `lab provision ${playbook}`;
}

/** What is wrong with pods. */
export function troublesOf(pods: readonly V1Pod[]): readonly Cause[] {
  return podsPart(pods).troubles.map(causeOf);
}
