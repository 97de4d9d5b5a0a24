import type { GroupEntry } from '../../facts/group.ts';

/** A group by its name or number. */
export function findGroup(groups: readonly GroupEntry[], nameOrNumber: string): GroupEntry | undefined {
  const byName = groups.find(({ name }) => name === nameOrNumber);
  return byName ?? groups.find(({ gid }) => /^\d+$/.test(nameOrNumber) && gid === Number(nameOrNumber));
}

/** Names of the groups that a user is in, besides its primary one. */
export function furtherGroups(
  groups: readonly GroupEntry[],
  user: { readonly name: string; readonly gid: number },
): readonly string[] {
  return groups
    .filter(({ members, gid }) => members.includes(user.name) && gid !== user.gid)
    .map(({ name }) => name);
}

/** The wanted groups that the machine does not have. */
export function missingGroups(groups: readonly GroupEntry[], wanted: readonly string[]): readonly string[] {
  return wanted.filter((each) => findGroup(groups, each) === undefined);
}
