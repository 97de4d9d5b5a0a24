import type { Recap, RunEvent, RunStatus, TaskOutcome } from './event.ts';

const NOTHING: Recap = {
  ok: 0,
  changed: 0,
  unreachable: 0,
  failed: 0,
  skipped: 0,
  rescued: 0,
  ignored: 0,
  unknown: 0,
};

/**
 * The numbers of every machine, added up from a run's events as Ansible adds them: what changed counts as ok too, a
 * failure that is passed over is ok and ignored, one that is rescued is rescued and not failed.
 */
export class RecapCount {
  readonly #recaps = new Map<string, Recap>();

  constructor(hosts: readonly string[]) {
    for (const host of hosts) this.#recaps.set(host, NOTHING);
  }

  /** Takes one event; only the ends of tasks count. */
  add(event: RunEvent): void {
    if (event.type !== 'host-finished') return;
    const recap = { ...(this.#recaps.get(event.host) ?? NOTHING) };
    for (const column of columnsOf(event.outcome)) recap[column] += 1;
    this.#recaps.set(event.host, recap);
  }

  /** The numbers so far, by host. */
  read(): Readonly<Record<string, Recap>> {
    return Object.fromEntries(this.#recaps);
  }
}

/** How a run with these numbers ended; unreachable wins over failed. */
export function statusOf(recap: Readonly<Record<string, Recap>>): RunStatus {
  const recaps = Object.values(recap);
  if (recaps.some(({ unreachable }) => unreachable > 0)) return 'unreachable';
  return recaps.some(({ failed }) => failed > 0) ? 'failed' : 'ok';
}

function columnsOf({ status, isIgnored, isRescued }: TaskOutcome): readonly (keyof Recap)[] {
  switch (status) {
    case 'changed':
      return ['ok', 'changed'];
    case 'failed':
      if (isIgnored) return ['ok', 'ignored'];
      return isRescued ? ['rescued'] : ['failed'];
    case 'unreachable':
      return isIgnored ? ['skipped', 'ignored'] : ['unreachable'];
    case 'ok':
    case 'skipped':
    case 'unknown':
      return [status];
  }
}
