import type { ClusterAccess, ClusterAnswer, ClusterPollAction } from '../../cluster.ts';
import type { Verdict } from './verdict.ts';
import type { Watched } from './watched.ts';

/** What the answers say of each object that is waited for. */
export function judgeAll(
  watched: readonly Watched[],
  answer: ClusterAnswer | undefined,
): readonly { readonly of: Watched; readonly verdict: Verdict }[] {
  const answers = answer?.kind === 'all' ? answer.answers : [];
  let start = 0;
  return watched.map((of) => {
    const own = answers.slice(start, start + of.reads.length);
    start += of.reads.length;
    return { of, verdict: of.judge(own) };
  });
}

/** Waits until all of them are ready, or one of them can never be. */
export function waitFor(
  watched: readonly Watched[],
  how: { readonly access: ClusterAccess; readonly timeoutSeconds: number; readonly sleepSeconds: number },
): ClusterPollAction {
  return {
    kind: 'cluster-poll',
    access: how.access,
    read: { read: 'all', of: watched.flatMap(({ reads }) => reads) },
    missing: (answer) => {
      const open = judgeAll(watched, answer).flatMap(({ of, verdict }) =>
        verdict.kind === 'ready' ? [] : [`${of.title}: ${verdict.text}`],
      );
      const [first, ...others] = open;
      return first === undefined || others.length === 0 ? first : `${first} (and ${others.length} more)`;
    },
    hopeless: (answer, elapsedMs) =>
      judgeAll(watched, answer).flatMap(({ of, verdict }) =>
        verdict.kind === 'hopeless' && elapsedMs >= verdict.afterMs ? [`${of.title}: ${verdict.text}`] : [],
      )[0],
    intervalMs: how.sleepSeconds * 1_000,
    timeoutMs: how.timeoutSeconds * 1_000,
  };
}
