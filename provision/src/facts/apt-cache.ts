import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** How old apt's lists of packages are. Seconds since 1970, by the machine's clock. */
export interface AptCache {
  readonly now: number;
  /** When they last changed; 0 where there are none. */
  readonly changedAt: number;
  /** When they were last asked for, changed or not. */
  readonly askedAt: number;
}

const LISTS = '/var/lib/apt/lists';
const STAMP = '/var/lib/apt/periodic/update-success-stamp';
/** What the script prints where there are lists. */
const PRESENT = 'lists';

const APT_CACHE: FactFamily<'lists', AptCache> = {
  name: 'apt-cache',
  programs: ['apt-get', 'date', 'stat'],
  // It hangs on the time of day.
  steadiness: 'fresh',
  script: () =>
    lines([
      sh`date +%s; stat -c '%Y %n' ${[STAMP, LISTS, `${LISTS}/partial`]} 2>/dev/null`,
      // A fresh image has the folder, young, and nothing in it.
      sh`set -- ${LISTS}/*Release; [ ! -e "$1" ] || echo ${PRESENT}`,
    ]),
  parse: (stdout, keys) => {
    const [now = '0', ...files] = stdout.toString('utf8').trim().split('\n');
    if (!files.includes(PRESENT)) return keys.map(() => ({ now: Number(now), changedAt: 0, askedAt: 0 }));
    const times = new Map(
      files.map((line) => [line.slice(line.indexOf(' ') + 1), Number.parseInt(line, 10)]),
    );
    const changedAt = times.get(STAMP) ?? times.get(LISTS) ?? 0;
    // Downloads pass through `partial`, also those of which the server says that nothing is new.
    const askedAt = Math.max(changedAt, times.get(LISTS) ?? 0, times.get(`${LISTS}/partial`) ?? 0);
    return keys.map(() => ({ now: Number(now), changedAt, askedAt }));
  },
};

/** How old apt's lists of packages are. */
export function aptCacheAge(): MachineFact<AptCache> {
  return about(APT_CACHE, 'lists');
}
