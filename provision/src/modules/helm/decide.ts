import { helmError, helmRelease } from '../../facts/helm-release.ts';
import type { FoundRelease, HelmRelease } from '../../facts/helm-release.ts';
import type { PollAction } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { ModuleContext } from '../module.ts';
import type { HelmArgs } from './arguments.ts';
import { chartFacts, wantedChart } from './chart.ts';
import { releaseOf, uninstallCommand } from './commands.ts';
import { isUnderWay } from './mend.ts';
import { objectDiffs } from './object-diffs.ts';
import { decidePresent } from './present.ts';
import { statusOf } from './result.ts';
import { readValues } from './values.ts';

/** Another helm may be at work for as long as it waits for its own release. */
const OTHERS_WITHIN_MS = 10 * 60 * 1_000;
const LOOK_EVERY_MS = 1_000;

/** Looks at the release, waits for whoever works on it, then does what `state` says. */
export function decideHelm(args: HelmArgs, context: ModuleContext): Decision {
  const release = helmRelease({ ...releaseOf(args), isManifestWanted: context.isDiff });
  if (args.state === 'absent') {
    return ask({ release }, (answers) =>
      onceAtRest(args, answers.release, context, (now) => decideAbsent(args, now, context)),
    );
  }
  const { values_template: template } = args;
  const facts = {
    release,
    ...chartFacts(args),
    ...(template !== undefined && {
      template: { kind: 'local-file', path: template, folder: 'templates', want: 'content' } as const,
    }),
  };
  return ask(facts, (answers) => {
    const values = readValues(args.values, answers.template, context);
    if ('refused' in values) return failed(values.refused);
    const wanted = wantedChart(args, answers);
    if ('refused' in wanted) return failed(wanted.refused);
    return onceAtRest(args, answers.release, context, (now, hasWaited) =>
      decidePresent({ args, context, release: now, hasWaited, ...wanted, ...values }),
    );
  });
}

/** Goes on once no helm of this machine works on the release; one that nobody works on was left so by a helm that died. */
function onceAtRest(
  args: HelmArgs,
  release: HelmRelease,
  context: ModuleContext,
  then: (release: Exclude<HelmRelease, { readonly kind: 'refused' }>, hasWaited: boolean) => Decision,
): Decision {
  const settle = (now: HelmRelease, hasWaited: boolean) =>
    now.kind === 'refused'
      ? failed(`helm cannot look for ${args.name}: ${now.reason}`)
      : then(now, hasWaited);
  if (workersOf(release) === undefined) return settle(release, false);
  const wait: PollAction<HelmRelease> = {
    kind: 'poll',
    fact: helmRelease({ ...releaseOf(args), isManifestWanted: context.isDiff }),
    missing: workersOf,
    intervalMs: LOOK_EVERY_MS,
    timeoutMs: OTHERS_WITHIN_MS,
  };
  return act([wait], { changed: 'unknown', result: statusOf(args, release) }, ([{ answer, missing }]) =>
    missing === undefined && answer !== undefined
      ? settle(answer, true)
      : failed(
          `${missing ?? 'helm gave no answer'}, and did not end within ${OTHERS_WITHIN_MS / 60_000} minutes`,
        ),
  );
}

function workersOf(release: HelmRelease): string | undefined {
  if (release.kind !== 'found' || !isUnderWay(release) || release.workers.length === 0) return undefined;
  const processes = release.workers.join(', ');
  return `another helm (process ${processes}) is at work on the release: ${release.status}, revision ${release.revision}`;
}

function decideAbsent(
  args: HelmArgs,
  release: FoundRelease | { readonly kind: 'missing' },
  context: ModuleContext,
): Decision {
  if (release.kind === 'missing' || release.status === 'uninstalled') return done(false);
  const diff = context.isDiff ? objectDiffs(release.manifest, '', args.namespace) : [];
  const action = { kind: 'shell', command: uninstallCommand(args), programs: ['helm'] } as const;
  return act([action], { changed: true, diff }, ([{ exitCode, stderr }]) =>
    exitCode === 0
      ? done(true, {}, diff)
      : failed(`helm could not uninstall ${args.name}: ${helmError(stderr)}`, statusOf(args, release), true),
  );
}
