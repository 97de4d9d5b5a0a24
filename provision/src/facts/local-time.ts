import { sh } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';

/** Seconds since 1970 of `YYYY-MM-DD HH:MM:SS` in the machine's time zone; undefined for a moment that it never had. */
export const LOCAL_TIME: FactFamily<string, number | undefined> = {
  name: 'local-time',
  programs: ['date'],
  steadiness: 'settled',
  script: (times) => sh`for time in ${times}; do date -d "$time" +%s 2>/dev/null || echo none; done`,
  parse: (stdout, times) => {
    const rows = stdout.toString('utf8').split('\n');
    return times.map((_, index) => (rows[index] === 'none' ? undefined : Number(rows[index])));
  },
};

/** When `YYYY-MM-DD HH:MM:SS` is on the machine's clock. */
export function localTimeOf(time: string): MachineFact<number | undefined> {
  return about(LOCAL_TIME, time);
}
