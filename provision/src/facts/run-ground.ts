import { about, type FactFamily, type MachineFact } from '../modules/fact.ts';
import { type Command, lines, sh } from '../shell/command.ts';
import { expandedWord } from './expanded-word.ts';
import { nulRows } from './nul-fields.ts';

/** What a command asks before it runs: paths as the playbook has them; patterns are taken below `chdir`. */
export interface GroundKey {
  readonly chdir: string | undefined;
  readonly creates: string | undefined;
  readonly removes: string | undefined;
}

export interface Ground {
  /** The folder that the command runs in, absolute; undefined without `chdir`. */
  readonly directory: string | undefined;
  /** Why it cannot run in `chdir`. */
  readonly refusal: string | undefined;
  /** Whether something matches `creates`; false without it. */
  readonly hasCreated: boolean;
  /** Whether something matches `removes`; false without it. */
  readonly hasRemovable: boolean;
}

const NAME = 'run-ground';
const FIELDS_A_KEY = 4;

const RUN_GROUND: FactFamily<GroundKey, Ground> = {
  name: NAME,
  programs: [],
  steadiness: 'settled',
  script: (keys) => lines([PRELUDE, ...keys.map(look)]),
  parse: (stdout, keys) => {
    const rows = nulRows(stdout, { family: NAME, rows: keys.length, width: FIELDS_A_KEY });
    return keys.map(({ chdir }, index) => {
      const [directory, refusal, created, removable] = rows[index] ?? [];
      return {
        directory: chdir === undefined ? undefined : directory,
        refusal: refusal === '' ? undefined : refusal,
        hasCreated: created === 'yes',
        hasRemovable: removable === 'yes',
      };
    });
  },
};

/** Whether and where a command is to run. No process is started for the answer. */
export function runGround(key: GroundKey): MachineFact<Ground> {
  return about(RUN_GROUND, key);
}

const PRELUDE = sh`lab_any() {
  for lab_file do if [ -e "$lab_file" ] || [ -L "$lab_file" ]; then printf 'yes\\0'; return; fi; done
  printf 'no\\0'
}`;

function look({ chdir, creates, removes }: GroundKey): Command {
  return sh`(
${chdir === undefined ? sh`printf '\\0\\0'` : enter(chdir)}
lab_any ${pattern(creates)}
lab_any ${pattern(removes)}
)`;
}

function enter(chdir: string): Command {
  const folder = expandedWord(chdir, { isExpanded: true, isGlob: false });
  return sh`if cd -- ${folder} 2>/dev/null; then printf '%s\\0\\0' "$(pwd)"
elif [ -d ${folder} ]; then printf '\\0%s\\0' 'the folder may not be entered'
else printf '\\0%s\\0' 'no such folder'; fi`;
}

function pattern(text: string | undefined): Command {
  return text === undefined ? sh`` : expandedWord(text, { isExpanded: true, isGlob: true });
}
