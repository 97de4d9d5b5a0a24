import { median } from '../statistics.ts';
import type { RunKind } from './engines.ts';
import type { Measured } from './measure.ts';

/** What each engine took, by kind of run. */
export type Samples = ReadonlyMap<string, Readonly<Record<RunKind, Measured[]>>>;

const KINDS: Readonly<Record<RunKind, string>> = {
  first: 'first run',
  again: 'second run, nothing to change',
  check: 'the same with --check',
};

/** Medians as Markdown, with the ratio of the second engine to the first. */
export function report(samples: Samples, peer: string): string {
  const [ours, theirs] = [...samples.values()];
  if (ours === undefined || theirs === undefined) throw new Error('two engines are compared');
  const of = (list: readonly Measured[], pick: (measured: Measured) => number): number =>
    median(list.map(pick));
  const rows = (Object.keys(KINDS) as RunKind[]).map((kind) => {
    const [a, b] = [ours[kind], theirs[kind]];
    const wall = (list: readonly Measured[]): number => of(list, ({ wallMs }) => wallMs);
    return [
      KINDS[kind],
      seconds(wall(a)),
      seconds(wall(b)),
      `${(wall(b) / wall(a)).toFixed(1)} ×`,
      `${seconds(of(a, ({ cpuMs }) => cpuMs))} / ${seconds(of(b, ({ cpuMs }) => cpuMs))}`,
      `${Math.round(of(a, ({ peakMiB }) => peakMiB))} / ${Math.round(of(b, ({ peakMiB }) => peakMiB))}`,
    ];
  });
  const head = [
    '20 tasks, 3 machines',
    'lab s',
    'Ansible s',
    'ratio',
    'CPU here s, lab / Ansible',
    'peak MiB, lab / Ansible',
  ];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return [`${peer}; medians of ${ours.first.length}`, '', ...lines].join('\n');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
