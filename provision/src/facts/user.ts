import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import { groupEntries } from './group.ts';
import type { GroupEntry } from './group.ts';

/** A user's line of /etc/passwd. */
export interface UserEntry {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly comment: string;
  readonly home: string;
  readonly shell: string;
}

/** A user's line of /etc/shadow; only root may read it. Days are counted from 1970, null where none is set. */
export interface ShadowEntry {
  /** A hash, never plain text; `!` before it locks it. */
  readonly password: string;
  readonly minimumDays: number | null;
  readonly maximumDays: number | null;
  readonly warnDays: number | null;
  readonly inactiveDays: number | null;
  readonly expiresDay: number | null;
}

/** What the machine knows of a user. */
export interface UserAnswer {
  readonly user: UserEntry | null;
  readonly shadow: ShadowEntry | null;
  /** Whether /etc/passwd has the user. */
  readonly isLocal: boolean;
  /** Whether the user's home directory is there. */
  readonly hasHome: boolean;
  /** All groups of the machine. */
  readonly groups: readonly GroupEntry[];
}

const USER: FactFamily<string, UserAnswer> = {
  name: 'user',
  programs: ['getent', 'cat'],
  steadiness: 'settled',
  script: (names) =>
    lines([
      sh`getent passwd -- ${names}`,
      sh`echo =`,
      sh`getent shadow -- ${names} 2>/dev/null`,
      sh`echo =`,
      sh`cat /etc/passwd`,
      sh`echo =`,
      sh`getent group`,
      sh`echo =`,
      sh`getent passwd -- ${names} | while IFS=: read -r name x uid gid comment home shell; do`,
      sh`if [ -d "$home" ]; then echo "$name"; fi`,
      sh`done`,
      sh`:`,
    ]),
  parse: (stdout, names) => {
    const [passwd = '', shadow = '', local = '', group = '', homes = ''] = stdout
      .toString('utf8')
      .split(/^=\n/m);
    const users = userEntries(passwd);
    const locals = userEntries(local);
    const groups = groupEntries(group);
    const withHome = homes.split('\n');
    return names.map((name) => ({
      user: users.find((user) => user.name === name) ?? null,
      shadow: shadowEntry(shadow, name),
      isLocal: locals.some((user) => user.name === name),
      hasHome: withHome.includes(name),
      groups,
    }));
  },
};

/** What the machine knows of a user. */
export function userAbout(name: string): MachineFact<UserAnswer> {
  return about(USER, name);
}

function userEntries(text: string): readonly UserEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid, comment = '', home = '', shell = ''] = line.split(':');
    if (name === undefined || uid === undefined || !/^\d+$/.test(uid)) return [];
    return [{ name, uid: Number(uid), gid: Number(gid), comment, home, shell }];
  });
}

function shadowEntry(text: string, user: string): ShadowEntry | null {
  const fields = text
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === user);
  if (fields === undefined) return null;
  const day = (index: number): number | null => {
    const field = fields[index];
    return field === undefined || field === '' ? null : Number(field);
  };
  return {
    password: fields[1] ?? '',
    minimumDays: day(3),
    maximumDays: day(4),
    warnDays: day(5),
    inactiveDays: day(6),
    expiresDay: day(7),
  };
}
