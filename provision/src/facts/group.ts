import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** A group of the machine. */
export interface GroupEntry {
  readonly name: string;
  readonly gid: number;
  /** Users that belong to it besides those whose primary group it is. */
  readonly members: readonly string[];
}

/** Where a group is known: to the machine at all, and to /etc/group. */
export interface GroupPlaces {
  readonly known: GroupEntry | null;
  readonly local: GroupEntry | null;
}

const GROUP: FactFamily<string, GroupPlaces> = {
  name: 'group',
  programs: ['cat', 'getent'],
  steadiness: 'settled',
  script: (names) => lines([sh`getent group -- ${names}`, sh`echo =`, sh`cat /etc/group`, sh`:`]),
  parse: (stdout, names) => {
    const [known = '', local = ''] = stdout.toString('utf8').split(/^=\n/m);
    const all = { known: groupEntries(known), local: groupEntries(local) };
    return names.map((name) => ({
      known: all.known.find((group) => group.name === name) ?? null,
      local: all.local.find((group) => group.name === name) ?? null,
    }));
  },
};

/** What the machine knows of a group. */
export function groupAbout(name: string): MachineFact<GroupPlaces> {
  return about(GROUP, name);
}

/** Reads lines of /etc/group; `+` lines of NIS and the like are passed over. */
export function groupEntries(text: string): readonly GroupEntry[] {
  return text.split('\n').flatMap((line) => {
    const [name, , gid, members = ''] = line.split(':');
    if (name === undefined || gid === undefined || !/^\d+$/.test(gid)) return [];
    return [{ name, gid: Number(gid), members: members.split(',').filter((member) => member !== '') }];
  });
}
