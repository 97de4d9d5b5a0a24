import { median } from '../statistics.ts';
import type { RunKind } from './engines.ts';
import type { Measured } from './measure.ts';

/** What an engine took, by kind of run. */
export interface Samples {
  readonly measured: Readonly<Record<RunKind, Measured[]>>;
  /** Round trips to machines, by task and machine. */
  readonly trips: Record<RunKind, number>;
}

const KINDS: Readonly<Record<RunKind, string>> = {
  start: 'start (--syntax-check)',
  first: 'first run',
  again: 'second run, nothing to change',
  check: 'the same with --check',
};

const HEAD = [
  '20 tasks, 3 machines',
  'lab s',
  'Ansible s',
  'ratio',
  'round trips a task, lab / Ansible',
  'CPU here s, lab / Ansible',
  'peak MiB, lab / Ansible',
];

/** Medians as Markdown, with the ratio of the second engine to the first. */
export function report([ours, theirs]: readonly [Samples, Samples], peer: string): string {
  const rows = (Object.keys(KINDS) as RunKind[]).map((kind) => {
    const both = (pick: (measured: Measured) => number): readonly [number, number] => [
      median(ours.measured[kind].map(pick)),
      median(theirs.measured[kind].map(pick)),
    ];
    const [a, b] = both(({ wallMs }) => wallMs);
    const trips = [ours.trips[kind], theirs.trips[kind]].map((count) => count.toFixed(1));
    return [
      KINDS[kind],
      seconds(a),
      seconds(b),
      `${(b / a).toFixed(1)} ×`,
      kind === 'start' ? '' : trips.join(' / '),
      both(({ cpuMs }) => cpuMs)
        .map(seconds)
        .join(' / '),
      both(({ peakMiB }) => peakMiB)
        .map(Math.round)
        .join(' / '),
    ];
  });
  const lines = [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`${peer}; medians of ${ours.measured.first.length}`, '', ...lines].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
