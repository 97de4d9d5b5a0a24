import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import { systemctl } from './unit.ts';
import type { UnitScope } from './unit.ts';

const UNIT_NAMES: FactFamily<UnitScope, readonly string[]> = {
  name: 'unit-names',
  programs: ['systemctl'],
  steadiness: 'settled',
  script: (scopes) =>
    lines(
      scopes.flatMap((scope) => [
        sh`echo '='; ${systemctl(scope)} list-unit-files --no-legend --no-pager 2>/dev/null`,
        sh`:`,
      ]),
    ),
  parse: (stdout) =>
    stdout
      .toString('utf8')
      .split(/^=\n/m)
      .slice(1)
      .map((text) => text.split('\n').flatMap((line) => /^(\S+)\s/.exec(line)?.[1] ?? [])),
};

/** Names of all units that the machine has files for: what may have been meant by a name that is none. */
export function unitNames(scope: UnitScope): MachineFact<readonly string[]> {
  return about(UNIT_NAMES, scope);
}
