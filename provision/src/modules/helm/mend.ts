import type { FoundRelease, HelmRelease } from '../../facts/helm-release.ts';

/** How a release is mended that was left in the middle of something. */
export type Mending = { readonly by: 'uninstall' } | { readonly by: 'rollback'; readonly revision: number };

/** What a revision is called that has worked. */
const WORKED: readonly string[] = ['deployed', 'superseded'];

/** Whether helm was at work when it last wrote down how the release stands. */
export function isUnderWay({ status }: FoundRelease): boolean {
  return status.startsWith('pending-') || status === 'uninstalling';
}

/**
 * How to get a release out of a passing state: back to its last revision that worked, which also takes away what only the
 * broken one brought; uninstalled where none ever worked, or where an uninstall was cut. Undefined: nothing is to be mended.
 */
export function mendingOf(release: FoundRelease): Mending | undefined {
  if (!isUnderWay(release)) return undefined;
  if (release.status === 'uninstalling') return { by: 'uninstall' };
  const revision = lastWorked(release);
  return revision === undefined ? { by: 'uninstall' } : { by: 'rollback', revision };
}

/** The last revision of a release that worked; undefined where none did. */
export function lastWorked({ history }: FoundRelease): number | undefined {
  const worked = history.filter(({ status }) => WORKED.includes(status)).map(({ revision }) => revision);
  return worked.length === 0 ? undefined : Math.max(...worked);
}

/** What was done about a release that an earlier helm left in the middle; undefined where there was nothing to mend. */
export function tellMending(release: HelmRelease): string | undefined {
  const mending = release.kind === 'found' ? mendingOf(release) : undefined;
  if (mending === undefined || release.kind !== 'found') return undefined;
  const was = `revision ${release.revision} was left ${release.status}`;
  return mending.by === 'uninstall'
    ? `${was}: uninstalled, then installed`
    : `${was}: taken back to revision ${mending.revision}, then upgraded`;
}
