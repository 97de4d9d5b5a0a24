import { userAbout } from '../../facts/user.ts';
import type { UserAnswer } from '../../facts/user.ts';
import type { ShellAction } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import type { Module, ModuleContext } from '../module.ts';
import { UserArgs } from './arguments.ts';
import { creation, modification, removal } from './commands.ts';
import { missingGroups } from './groups.ts';
import { changesOf } from './modify.ts';
import { resultOf, describeUser } from './result.ts';
import { USER_RETURNS } from './returns.ts';
import { settleSshKey } from './ssh-key.ts';

/** Sees to a user of the machine. */
export const userModule: Module<UserArgs> = {
  name: 'user',
  summary: 'Makes, changes or removes a user.',
  notes: [
    'A password is a hash, and travels to `chpasswd` on its standard input: it is seen in no list of processes.',
    'Where the task may not read /etc/shadow (without `become`), passwords and dates cannot be compared.',
  ],
  args: UserArgs,
  aliases: { user: 'name', createhome: 'create_home' },
  returns: USER_RETURNS,
  example: `- user:
    name: lab
    shell: /bin/bash
    groups: [adm, systemd-journal]
    append: true
- user:
    name: former
    state: absent
    remove: true
`,
  check: 'full',
  decide: (args, context) =>
    ask({ answer: userAbout(args.name) }, ({ answer }) => settle(args, answer, context)),
};

function settle(args: UserArgs, answer: UserAnswer, context: ModuleContext): Decision {
  const user = args.local && !answer.isLocal ? null : answer.user;
  if (args.state === 'absent') {
    const result = { name: args.name, state: args.state };
    if (user === null) return done(false, result);
    const full = { ...result, force: args.force, remove: args.remove };
    return perform(
      removal(args),
      { result: full, diff: { before: describeUser(answer), after: '' } },
      (said) => done(true, { ...full, ...said }, [{ before: describeUser(answer), after: '' }]),
    );
  }
  const missing = missingGroups(answer.groups, [
    ...(args.group === undefined ? [] : [args.group]),
    ...(args.groups ?? []),
  ]);
  if (missing.length > 0) return withoutGroup(missing, context);
  if (user === null) return change(args, answer, creation(args, answer));
  return change(args, answer, modification(args, user, changesOf(args, { ...answer, user })));
}

/** In check mode an earlier task may have been going to make the group. */
function withoutGroup(missing: readonly string[], { isCheck }: ModuleContext): Decision {
  const msg = `Group ${missing.join(', ')} does not exist`;
  const end = failed(msg);
  return isCheck ? act([], { changed: 'unknown', result: end.result }, () => end) : end;
}

function change(args: UserArgs, before: UserAnswer, action: ShellAction | undefined): Decision {
  const isNew = before.user === null;
  if (action === undefined) return finish(args, { before, after: before, isChanged: false, said: {} });
  const result = resultOf(args, before, isNew);
  const diff = { before: describeUser(before), after: describeUser(before, args) };
  return perform(action, { result, diff }, (said) =>
    ask({ after: userAbout(args.name) }, ({ after }) =>
      finish(args, { before, after, isChanged: true, said }),
    ),
  );
}

function finish(
  args: UserArgs,
  {
    before,
    after,
    isChanged,
    said,
  }: { before: UserAnswer; after: UserAnswer; isChanged: boolean; said: Result },
): Decision {
  if (after.user === null)
    return failed(`the user ${args.name} is not there after it was made`, said, isChanged);
  const result = { ...resultOf(args, after, before.user === null), ...said };
  return settleSshKey(args, after.user, {
    result,
    finish: (isMade, key) => {
      const texts = { before: describeUser(before), after: describeUser(after) };
      return done(isChanged || isMade, { ...result, ...key }, texts.before === texts.after ? [] : [texts]);
    },
  });
}

function perform(
  action: ShellAction,
  { result, diff }: { result: Result; diff: { before: string; after: string } },
  then: (said: Result) => Decision,
): Decision {
  const shown = diff.before === diff.after ? [] : [diff];
  return act([action], { changed: true, result, diff: shown }, ([{ exitCode, stdout, stderr }]) => {
    const said = { ...(stdout !== '' && { stdout }), ...(stderr !== '' && { stderr }) };
    if (exitCode === 0) return then(said);
    return failed(stderr.trim() || `ended with exit code ${exitCode}`, { ...result, ...said, rc: exitCode });
  });
}
