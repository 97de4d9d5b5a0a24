import { helmError, helmRelease } from '../../facts/helm-release.ts';
import { helmTrouble } from '../../facts/helm-trouble.ts';
import type { HelmTrouble } from '../../facts/helm-trouble.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { CommandWatch, ShellAction, ShellOutput, UploadAction } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Prediction, Result } from '../decision.ts';
import { inOrder } from '../in-order.ts';
import { describeTrouble, firstTrouble } from './causes.ts';
import { CHARTS_FOLDER } from './chart.ts';
import { mendCommand, releaseOf, upgradeCommand } from './commands.ts';
import { mendingOf, tellMending } from './mend.ts';
import { objectDiffs } from './object-diffs.ts';
import type { Wanted } from './present.ts';
import { statusOf } from './result.ts';
import { takeBack } from './take-back.ts';

/** Seldom enough that looking costs the controller little. */
const LOOK_EVERY_MS = 10_000;

/** A packed chart of this machine that helm needs on the other one. */
export interface Brought {
  readonly path: string;
  readonly sha256: string;
}

/** Puts the chart on the machine where it is not yet, mends what an earlier helm left, and installs or upgrades. */
export function install(wanted: Wanted, brought: Brought | undefined, predicted: Prediction): Decision {
  const { values } = wanted;
  const run: ShellAction = {
    kind: 'shell',
    command: commandOf(wanted, brought),
    input: JSON.stringify(values),
    programs: ['helm'],
    watch: watchOf(wanted),
  };
  if (brought === undefined) return act([run], predicted, ([output]) => judge(wanted, output));
  const folder: ShellAction = { kind: 'shell', command: sh`mkdir -p -m 0755 ${CHARTS_FOLDER}` };
  return act([folder, uploadOf(wanted, brought), run], predicted, ([made, uploaded, output]) => {
    const failure = made.exitCode === 0 ? uploaded.failure : made.stderr.trim();
    if (failure !== undefined) return failed(`the chart could not be put on the machine: ${failure}`);
    return judge(wanted, output);
  });
}

/** helm waits without a word for what it installs. */
function watchOf({ args }: Wanted): CommandWatch<HelmTrouble> {
  return {
    fact: helmTrouble({ ...releaseOf(args), isLogWanted: false }),
    missing: (trouble) => firstTrouble(trouble, args.namespace),
    intervalMs: LOOK_EVERY_MS,
  };
}

function uploadOf({ chart }: Wanted, { path, sha256 }: Brought): UploadAction {
  return {
    kind: 'upload',
    source: { kind: 'local-file', path, sha256 },
    path: chart.key.ref,
    mode: '0644',
    isStamped: true,
  };
}

/** One after the other; the chart first, so that nothing is begun with another one that lay at its place. */
function commandOf(wanted: Wanted, brought: Brought | undefined): Command {
  const { args, release, chart } = wanted;
  const mending = release.kind === 'found' ? mendingOf(release) : undefined;
  return inOrder([
    ...(brought === undefined
      ? []
      : [sh`printf '%s  %s\\n' ${brought.sha256} ${chart.key.ref} | sha256sum -c --status -`]),
    ...(mending === undefined ? [] : [sh`${mendCommand(args, mending)} </dev/null >/dev/null`]),
    sh`${upgradeCommand(args, { key: chart.key, label: chart.label ?? '', isTakenBack: wanted.hasWaited && args.atomic })} >/dev/null`,
  ]);
}

function judge(wanted: Wanted, output: ShellOutput): Decision {
  const { args, context } = wanted;
  const mended = tellMending(wanted.release);
  const extra: Result = mended === undefined ? {} : { mended };
  if (output.exitCode !== 0) return explain(wanted, output, extra);
  const now = helmRelease({ ...releaseOf(args), isManifestWanted: context.isDiff });
  return ask({ now }, (answers) => {
    const result = { ...statusOf(args, answers.now), ...extra };
    return done(true, result, differenceOf(wanted, answers.now.kind === 'found' ? answers.now.manifest : ''));
  });
}

function differenceOf({ args, context, release }: Wanted, manifest: string) {
  const before = release.kind === 'found' ? release.manifest : '';
  return context.isDiff ? objectDiffs(before, manifest, args.namespace) : [];
}

/** What helm says, and what holds up the objects of the release. */
function explain(wanted: Wanted, { stderr }: ShellOutput, extra: Result): Decision {
  const { args } = wanted;
  const facts = {
    trouble: helmTrouble({ ...releaseOf(args), isLogWanted: true }),
    now: helmRelease({ ...releaseOf(args), isManifestWanted: false }),
  };
  return ask(facts, ({ trouble, now }) => {
    const causes = describeTrouble(trouble, args.namespace);
    const message = [`helm could not install ${args.name}: ${helmError(stderr)}`, causes]
      .filter(Boolean)
      .join('\n');
    const result = { ...statusOf(args, now), ...extra };
    return takeBack(wanted, now, { message, result });
  });
}
