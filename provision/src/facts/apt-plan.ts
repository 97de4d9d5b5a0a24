import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** What apt-get would do, in its own words. */
export interface AptPlan {
  readonly exitCode: number;
  readonly text: string;
}

const APT_PLAN: FactFamily<readonly string[], AptPlan> = {
  name: 'apt-plan',
  programs: ['apt-get'],
  steadiness: 'settled',
  script: (keys) =>
    lines(
      keys.map(
        (words) =>
          sh`echo '= plan'; LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive apt-get -s ${words} 2>&1; echo "= $?"`,
      ),
    ),
  parse: (stdout) =>
    stdout
      .toString('utf8')
      .split(/^= plan\n/m)
      .slice(1)
      .map((text) => {
        const end = text.lastIndexOf('\n= ', text.length - 2);
        const body = end === -1 ? '' : text.slice(0, end + 1);
        return { exitCode: Number(text.slice(text.lastIndexOf('= ') + 2)), text: body };
      }),
};

/** What `apt-get WORDS` would do now. Slow (half a second): asked only where something seems to be missing. */
export function aptPlan(words: readonly string[]): MachineFact<AptPlan> {
  return about(APT_PLAN, words);
}
