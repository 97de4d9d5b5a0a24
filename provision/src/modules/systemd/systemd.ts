import { systemctl, unitAbout } from '../../facts/unit.ts';
import { sh } from '../../shell/command.ts';
import type { ShellAction } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Prediction } from '../decision.ts';
import type { Module } from '../module.ts';
import { SystemdArgs } from './arguments.ts';
import { changesOf, isMissing } from './changes.ts';
import { SYSTEMD_RETURNS, diffOf, resultOf } from './result.ts';
import { settle } from './settle.ts';

/** Sees to a unit of systemd. */
export const systemdModule: Module<SystemdArgs> = {
  name: 'systemd',
  summary: 'Starts, stops, restarts, reloads, enables, disables and masks units of systemd.',
  notes: [
    'A unit that does not come up fails the task with the last lines of its journal, also where systemctl itself was content.',
    'Units without an [Install] section (static) can be neither enabled nor disabled: both are met.',
  ],
  args: SystemdArgs,
  aliases: {
    service: 'name',
    unit: 'name',
    'daemon-reload': 'daemon_reload',
    'daemon-reexec': 'daemon_reexec',
  },
  returns: SYSTEMD_RETURNS,
  example: `- systemd:
    name: containerd
    state: started
    enabled: true
    daemon_reload: true
- systemd:
    name: getty@tty1
    masked: true
`,
  check: 'full',
  decide: (args, context) => {
    if (args.name === undefined) return reload(args, { changed: false }, () => done(false, {}));
    const name = args.name;
    const unit = unitAbout({ name, scope: args.scope });
    return ask({ unit }, (before) => {
      if (!args.daemon_reload && !args.daemon_reexec)
        return settle(args, { name, unit: before.unit }, context);
      // A file that an earlier task is going to write makes the unit; in check mode it is not there.
      const changed = isMissing(before.unit) ? 'unknown' : changesOf(args, name, before.unit).length > 0;
      const predicted: Prediction = {
        changed,
        result: resultOf(args, name, before.unit),
        diff: diffOf(args, name, before.unit),
      };
      return reload(args, predicted, () =>
        ask({ unit }, (after) => settle(args, { name, unit: after.unit }, context)),
      );
    });
  },
};

function reload(args: SystemdArgs, predicted: Prediction, next: () => Decision): Decision {
  const verbs = [
    ...(args.daemon_reexec ? ['daemon-reexec'] : []),
    ...(args.daemon_reload ? ['daemon-reload'] : []),
  ];
  const actions = verbs.map((verb): ShellAction => ({
    kind: 'shell',
    command: sh`${systemctl(args.scope)} ${verb}`,
    programs: ['systemctl'],
  }));
  return act(actions, predicted, (outputs) => {
    const bad = outputs.find(({ exitCode }) => exitCode !== 0);
    if (bad === undefined) return next();
    return failed(`failure during ${verbs.join(' and ')}: ${bad.stderr.trim()}`, {
      rc: bad.exitCode,
      stderr: bad.stderr,
    });
  });
}
