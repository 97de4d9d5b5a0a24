import { sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';

/** The number behind a user's name; undefined where there is no such user. One process for all names. */
export const USER_ID: FactFamily<string, number | undefined> = {
  name: 'user-id',
  programs: ['getent'],
  steadiness: 'settled',
  script: (names) => look('passwd', names),
  parse: numbers,
};

/** The number behind a group's name; undefined where there is no such group. One process for all names. */
export const GROUP_ID: FactFamily<string, number | undefined> = {
  name: 'group-id',
  programs: ['getent'],
  steadiness: 'settled',
  script: (names) => look('group', names),
  parse: numbers,
};

/** The number behind a user's name. */
export function userIdOf(name: string): MachineFact<number | undefined> {
  return about(USER_ID, name);
}

/** The number behind a group's name. */
export function groupIdOf(name: string): MachineFact<number | undefined> {
  return about(GROUP_ID, name);
}

/** getent exits with 2 where it does not know one of the names. */
function look(database: string, names: readonly string[]): Command {
  return sh`getent ${database} -- ${names} || [ $? -eq 2 ]`;
}

/** Both databases have the name first and the number third. */
function numbers(stdout: Buffer, names: readonly string[]): readonly (number | undefined)[] {
  const rows = stdout
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const ids = new Map(rows.map(([name, , id]) => [name, Number(id)]));
  return names.map((name) => ids.get(name));
}
