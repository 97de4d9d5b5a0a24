import type { UserAnswer, UserEntry } from '../../facts/user.ts';
import type { UserArgs } from './arguments.ts';
import { expiryDate } from './create.ts';
import { findGroup, furtherGroups } from './groups.ts';
import { unlocked } from './password.ts';

const SECONDS_PER_DAY = 86_400;

/** What of a user is to be changed. */
export interface Changes {
  /** Words for usermod; none: nothing. */
  readonly usermod: readonly (string | number)[];
  /** Words for chage. */
  readonly chage: readonly (string | number)[];
  /** The hash to set; undefined: as it is. */
  readonly hash: string | undefined;
  readonly isHomeMissing: boolean;
}

/** Compares a user with what is wanted. */
export function changesOf(args: UserArgs, answer: UserAnswer & { user: UserEntry }): Changes {
  return {
    usermod: [...entryWords(args, answer), ...groupWords(args, answer), ...shadowWords(args, answer)],
    chage: agingWords(args, answer),
    hash: newHash(args, answer),
    isHomeMissing:
      args.create_home && !answer.hasHome && (args.home === undefined || args.home === answer.user.home),
  };
}

function entryWords(
  args: UserArgs,
  { user, groups }: UserAnswer & { user: UserEntry },
): readonly (string | number)[] {
  const gid = args.group === undefined ? undefined : findGroup(groups, args.group)?.gid;
  return [
    ...(args.uid !== undefined && args.uid !== user.uid
      ? ['-u', args.uid, ...(args.non_unique ? ['-o'] : [])]
      : []),
    ...(gid !== undefined && gid !== user.gid ? ['-g', gid] : []),
    ...(args.comment !== undefined && args.comment !== user.comment ? ['-c', args.comment] : []),
    ...(args.home !== undefined && args.home !== user.home
      ? ['-d', args.home, ...(args.move_home ? ['-m'] : [])]
      : []),
    ...(args.shell !== undefined && args.shell !== user.shell ? ['-s', args.shell] : []),
  ];
}

function groupWords(args: UserArgs, { user, groups }: UserAnswer & { user: UserEntry }): readonly string[] {
  if (args.groups === undefined) return [];
  const primary = args.group === undefined ? user.gid : findGroup(groups, args.group)?.gid;
  const wanted = args.groups
    .map((each) => findGroup(groups, each))
    .filter((group) => group !== undefined && group.gid !== primary)
    .map((group) => group?.name ?? '');
  const current = furtherGroups(groups, user);
  const missing = wanted.filter((each) => !current.includes(each));
  if (args.append) return missing.length > 0 ? ['-a', '-G', missing.join(',')] : [];
  const isSame = missing.length === 0 && current.every((each) => wanted.includes(each));
  return isSame ? [] : ['-G', wanted.join(',')];
}

function shadowWords(args: UserArgs, answer: UserAnswer): readonly string[] {
  const expiry = args.expires === undefined ? undefined : expiryDate(args.expires);
  const day =
    args.expires === undefined || args.expires < 0 ? null : Math.floor(args.expires / SECONDS_PER_DAY);
  // A hash that is set says itself whether it is locked; unlocking the old one might even be refused.
  const isLocked = newHash(args, answer) === undefined ? answer.shadow?.password.startsWith('!') : undefined;
  return [
    ...(expiry !== undefined && day !== (answer.shadow?.expiresDay ?? null) ? ['-e', expiry] : []),
    ...(args.password_lock === true && isLocked === false ? ['-L'] : []),
    ...(args.password_lock === false && isLocked === true ? ['-U'] : []),
  ];
}

/** Of chage; also for a new user, of whom nothing is known yet. */
export function agingWords(
  args: UserArgs,
  { shadow }: Pick<UserAnswer, 'shadow'>,
): readonly (string | number)[] {
  const word = (flag: string, wanted: number | undefined, current: number | null | undefined) =>
    wanted === undefined || wanted === current ? [] : [flag, wanted];
  return [
    ...word('-m', args.password_expire_min, shadow?.minimumDays),
    ...word('-M', args.password_expire_max, shadow?.maximumDays),
    ...word('-W', args.password_expire_warn, shadow?.warnDays),
    ...word('-I', args.password_expire_account_disable, shadow?.inactiveDays),
  ];
}

function newHash(args: UserArgs, { shadow }: UserAnswer): string | undefined {
  if (args.password === undefined || args.update_password === 'on_create') return undefined;
  const current = shadow?.password ?? '';
  if (unlocked(args.password) === unlocked(current)) return undefined;
  return args.password_lock === true ? `!${unlocked(args.password)}` : args.password;
}
