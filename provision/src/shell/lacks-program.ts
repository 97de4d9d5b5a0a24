import { sh } from './command.ts';
import type { Command } from './command.ts';

/** The exit code of a script that found out that it lacks a program: EX_UNAVAILABLE of sysexits.h. */
export const LACKS_EXIT_CODE = 69;

/** Stands in front of the programs on the last line of such a script's standard error. */
export const LACKS_MARK = 'lab-missing-programs:';

/** Ends a script because the machine lacks programs: words of the shell. The task then fails with their names. */
export function lacksProgram(programs: Command): Command {
  return sh`{ echo ${LACKS_MARK} ${programs} >&2; exit ${LACKS_EXIT_CODE}; }`;
}
