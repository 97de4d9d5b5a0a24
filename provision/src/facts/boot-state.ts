import { about, type FactFamily, type MachineFact } from '../modules/fact.ts';
import { type Command, lines, sh, userScript } from '../shell/command.ts';
import { nulRows } from './nul-fields.ts';

interface BootKey {
  /** A command of the user's that prints something else after each boot; undefined: what the machine itself keeps of it. */
  readonly bootTimeCommand: string | undefined;
  /** A command that ends with 0 when the machine is ready for work. */
  readonly testCommand: string | undefined;
}

/** How the machine was started, and whether it is ready. */
export interface BootState {
  /**
   * Marks of this boot; the empty ones could not be had. Several, for none tells every reboot: a container keeps its
   * host's boot id, a machine without systemd has no time stamp, `who` knows only minutes.
   */
  readonly marks: readonly string[];
  /** Of the test command; 0 without one. */
  readonly testExitCode: number;
  /** What it printed at last. */
  readonly testOutput: string;
}

const NAME = 'boot-state';
const MARKS = 3;
const FIELDS_A_KEY = MARKS + 2;

const BOOT_STATE: FactFamily<BootKey, BootState> = {
  name: NAME,
  programs: [],
  steadiness: 'fresh',
  script: (keys) => lines(keys.map(look)),
  parse: (stdout, keys) =>
    nulRows(stdout, { family: NAME, rows: keys.length, width: FIELDS_A_KEY }).map((own) => {
      const [testExitCode, testOutput = ''] = own.slice(MARKS);
      return {
        marks: own.slice(0, MARKS).map((mark) => mark.trim()),
        testExitCode: Number(testExitCode),
        testOutput: testOutput.trim().split('\n').at(-1) ?? '',
      };
    }),
};

/** How the machine was started, and whether it is ready. */
export function bootState(key: BootKey): MachineFact<BootState> {
  return about(BOOT_STATE, key);
}

/** Whether the machine was started anew between two looks; marks that one of them lacks say nothing. */
export function hasRebooted(before: BootState, now: BootState): boolean {
  return before.marks.some(
    (mark, index) => mark !== '' && now.marks[index] !== '' && mark !== now.marks[index],
  );
}

function look({ bootTimeCommand, testCommand }: BootKey): Command {
  return sh`${bootTimeCommand === undefined ? OWN_MARKS : userMark(bootTimeCommand)}
${testCommand === undefined ? sh`printf '0\\0\\0'` : test(testCommand)}`;
}

const OWN_MARKS = sh`printf '%s\\0' "$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
printf '%s\\0' "$(systemctl show --property=UserspaceTimestamp --value 2>/dev/null)"
printf '%s\\0' "$(LC_ALL=C who -b 2>/dev/null)"`;

function userMark(command: string): Command {
  return sh`printf '%s\\0\\0\\0' "$( (
${userScript(command)}
) 2>/dev/null </dev/null)"`;
}

function test(command: string): Command {
  return sh`lab_output=$( (
${userScript(command)}
) 2>&1 </dev/null); printf '%s\\0%s\\0' "$?" "$lab_output"`;
}
