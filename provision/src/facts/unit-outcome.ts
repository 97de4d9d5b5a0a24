import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { properties } from './unit-states.ts';
import { systemctl } from './unit.ts';
import type { UnitKey } from './unit.ts';

/** How a unit is after it was told to do something. */
export interface UnitOutcome {
  readonly status: Readonly<Record<string, string>>;
  /** The last lines of its journal, where it failed or the key asks for them. */
  readonly journal: string;
}

/** `isJournalWanted`: also of a unit that did not fail (something it needs did). */
export interface UnitOutcomeKey extends UnitKey {
  readonly isJournalWanted: boolean;
}

const JOURNAL_LINES = 15;

const UNIT_OUTCOME: FactFamily<UnitOutcomeKey, UnitOutcome> = {
  name: 'unit-outcome',
  programs: ['systemctl'],
  steadiness: 'fresh',
  script: (keys) => lines(keys.flatMap(outcomeScript)),
  parse: (stdout) =>
    stdout
      .toString('utf8')
      .split(/^= unit\n/m)
      .slice(1)
      .map((text) => {
        const [status = '', journal = ''] = text.split(/^= journal\n/m);
        return { status: properties(status), journal: journal.trim() };
      }),
};

/** How a unit is after it was told to do something, and why it failed. */
export function unitOutcome(key: UnitOutcomeKey): MachineFact<UnitOutcome> {
  return about(UNIT_OUTCOME, key);
}

function outcomeScript({ name, scope, isJournalWanted }: UnitOutcomeKey): readonly Command[] {
  const command = systemctl(scope);
  const user = scope === 'user' ? ['--user'] : [];
  // A systemctl of its own would cost more than all else here.
  const isFailed = sh`case ${'\n'}"$lab_unit" in *${'\nActiveState=failed'}*) true ;; *) false ;; esac`;
  return [
    sh`echo '= unit'; lab_unit=$(${command} show --no-pager -- ${name} 2>/dev/null); printf '%s\n' "$lab_unit"`,
    sh`echo; echo '= journal'; if ${isJournalWanted ? sh`true` : isFailed}; then`,
    // From when it was last told to start: what earlier attempts said does not help.
    sh`since=$(${command} show -p InactiveExitTimestamp --value -- ${name} 2>/dev/null)`,
    sh`if [ -n "$since" ]; then since=$(date -d "$since" +@%s 2>/dev/null); fi`,
    sh`journalctl ${user} -q --no-pager -o short-iso -n ${JOURNAL_LINES} -u ${name} $\{since:+--since="$since"} 2>/dev/null`,
    sh`fi`,
    sh`:`,
  ];
}
