import { FactError } from '../modules/fact-error.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { statesIn } from './unit-states.ts';
import type { UnitNames } from './unit-states.ts';

/** Whose units: the machine's, the task's user's, or those of every user (of which only files can be looked at). */
export type UnitScope = 'system' | 'user' | 'global';

/** A unit, by its full name. */
export interface UnitKey {
  readonly name: string;
  readonly scope: UnitScope;
}

/** What systemd says of a unit. */
export interface UnitState {
  /** Every property of `systemctl show`; of a unit that cannot run here (a template, no systemd) UnitFileState alone. */
  readonly status: Readonly<Record<string, string>>;
  /** Whether a link of System V's init starts it: what counts for units that were generated from an init script. */
  readonly isStartedByInit: boolean;
}

// A unit at rest is changed by actions alone; one that is not is asked about again by who needs it.
const UNIT: FactFamily<UnitKey, UnitState> = {
  name: 'unit',
  programs: ['systemctl'],
  steadiness: 'settled',
  script: (keys) => lines(SCOPES.flatMap((scope) => scopeScript(scope, namesIn(keys, scope)))),
  parse: (stdout, keys) => {
    const text = stdout.toString('utf8');
    const states = new Map(
      SCOPES.map((scope) => [scope, statesIn(text, scope, namesIn(keys, scope))] as const),
    );
    return keys.map(({ name, scope }) => {
      const state = states.get(scope)?.get(name);
      if (state === undefined) throw new FactError('unit', `nothing was said of ${name}`);
      return state;
    });
  },
};

const SCOPES: readonly UnitScope[] = ['system', 'user', 'global'];

/** What systemd says of a unit. */
export function unitAbout(key: UnitKey): MachineFact<UnitState> {
  return about(UNIT, key);
}

/** systemctl for a scope. The user's manager is found over a folder that not every login sets. */
export function systemctl(scope: UnitScope): Command {
  switch (scope) {
    case 'system':
      return sh`systemctl`;
    case 'user':
      return sh`XDG_RUNTIME_DIR="\${XDG_RUNTIME_DIR:-/run/user/$(id -u)}" systemctl --user`;
    case 'global':
      return sh`systemctl --global`;
  }
}

/** Names of the keys of a scope, each once; those that are no running unit (`name@.service`) last. */
function namesIn(keys: readonly UnitKey[], scope: UnitScope): UnitNames {
  const names = [...new Set(keys.filter((key) => key.scope === scope).map(({ name }) => name))];
  const isFile = (name: string): boolean => scope === 'global' || /@\.\w+$/.test(name);
  return { shown: names.filter((name) => !isFile(name)), files: names.filter(isFile) };
}

function scopeScript(scope: UnitScope, { shown, files }: UnitNames): readonly Command[] {
  if (shown.length + files.length === 0) return [];
  const command = systemctl(scope);
  const links = [...shown, ...files].flatMap((name) => /^([\w.-]+)\.service$/.exec(name)?.[1] ?? []);
  const show =
    shown.length === 0
      ? []
      : [
          sh`if [ -d /run/systemd/system ]; then ${command} show --no-pager -- ${shown} 2>&1; else`,
          ...fileStates(command, shown),
          sh`fi`,
        ];
  return [
    sh`echo; echo ${`= ${scope}`}`,
    ...show,
    sh`echo; echo '= files'`,
    ...fileStates(command, files),
    sh`echo; echo '= init'`,
    ...links.map(
      (name) =>
        sh`for link in /etc/rc[2-5].d/S[0-9][0-9]${name}; do if [ -e "$link" ]; then echo ${name}; break; fi; done`,
    ),
  ];
}

function fileStates(command: Command, names: readonly string[]): readonly Command[] {
  return names.length === 0
    ? [sh`:`]
    : [
        sh`for unit in ${names}; do echo "UnitFileState=$(${command} is-enabled -- "$unit" 2>/dev/null)"; echo; done`,
      ];
}
