import type { FoundRelease, HelmRelease } from '../../facts/helm-release.ts';
import type { Result } from '../decision.ts';
import type { HelmArgs } from './arguments.ts';

/** What a task returns about its release, as kubernetes.core.helm does; nothing of one that is not there. */
export function statusOf(args: HelmArgs, release: HelmRelease): Result {
  return release.kind === 'found' ? { status: fieldsOf(args, release) } : {};
}

function fieldsOf({ name, namespace }: HelmArgs, release: FoundRelease): Readonly<Record<string, unknown>> {
  const { revision, status, chart, version, appVersion, values } = release;
  return {
    name,
    namespace,
    revision,
    status,
    chart: `${chart}-${version}`,
    app_version: appVersion,
    values,
  };
}
