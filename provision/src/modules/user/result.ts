import type { UserAnswer } from '../../facts/user.ts';
import type { Result } from '../decision.ts';
import type { UserArgs } from './arguments.ts';
import { findGroup, furtherGroups } from './groups.ts';

/** What the task returns of a user that is, or is going to be, there. */
export function resultOf(args: UserArgs, { user }: UserAnswer, isNew: boolean): Result {
  return {
    name: args.name,
    state: args.state,
    ...(args.password !== undefined && { password: 'NOT_LOGGING_PASSWORD' }),
    ...(args.groups !== undefined && { groups: args.groups.join(',') }),
    ...(isNew
      ? { create_home: args.create_home, system: args.system }
      : { append: args.append, move_home: args.move_home }),
    ...(user !== null && {
      uid: user.uid,
      group: user.gid,
      comment: user.comment,
      home: user.home,
      shell: user.shell,
    }),
  };
}

/** A user as a diff shows it; with `wanted`, as it is going to be. Hashes are never shown. */
export function describeUser({ user, shadow, groups }: UserAnswer, wanted?: UserArgs): string {
  if (user === null && wanted === undefined) return '';
  const further = user === null ? [] : furtherGroups(groups, user);
  const asked = wanted?.groups?.map((each) => findGroup(groups, each)?.name ?? each);
  const gid = wanted?.group === undefined ? user?.gid : findGroup(groups, wanted.group)?.gid;
  const fields = {
    name: user?.name ?? wanted?.name,
    uid: wanted?.uid ?? user?.uid,
    gid,
    groups: (asked === undefined
      ? further
      : wanted?.append === true
        ? [...new Set([...further, ...asked])]
        : asked
    )
      .toSorted()
      .join(','),
    comment: wanted?.comment ?? user?.comment,
    home: wanted?.home ?? user?.home,
    shell: wanted?.shell ?? user?.shell,
    password: shadow === null ? undefined : shadow.password.startsWith('!') ? 'locked' : 'set',
  };
  const known = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  return known.map(([name, value]) => `${name}: ${value}\n`).join('');
}
