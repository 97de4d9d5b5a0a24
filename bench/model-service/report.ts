import type { Figures } from './measure.ts';
import { median } from '../statistics.ts';
import type { SubjectName } from './subjects.ts';

/** What the bare session did in a round. */
export interface BareFigures {
  readonly runsPerSecond: number;
  readonly cpuUsPerRun: number;
  /** URLs a second in batches of the size that suits it best. */
  readonly batchUrls: number;
  readonly bestRows: number;
}

export interface Round {
  readonly bare: BareFigures;
  readonly servers: ReadonlyMap<SubjectName, Figures>;
}

/** The medians over the rounds and the ratios to the bare session of the same round, as Markdown. */
export function report(rounds: readonly Round[]): string {
  const bare = (pick: (figures: BareFigures) => number): number =>
    median(rounds.map((round) => pick(round.bare)));
  const names = [...(rounds[0]?.servers.keys() ?? [])];
  const rows = names.map((name) => {
    const of = (pick: (figures: Figures, round: Round) => number): number =>
      median(rounds.map((round) => pick(figuresOf(round, name), round)));
    return [
      name,
      whole(of(({ single }) => single)),
      `${of(({ singleP50Ms }) => singleP50Ms).toFixed(2)} / ${of(({ singleP99Ms }) => singleP99Ms).toFixed(2)}`,
      whole(of(({ many }) => many)),
      percent(of(({ many }, round) => many / round.bare.runsPerSecond)),
      whole(of(({ cpuUsPerRequest }, round) => cpuUsPerRequest - round.bare.cpuUsPerRun)),
      of(({ halfLoadP99Ms }) => halfLoadP99Ms).toFixed(2),
      whole(of(({ batchUrls }) => batchUrls)),
      percent(of(({ batchUrls }, round) => batchUrls / round.bare.batchUrls)),
    ];
  });
  const bareRow = [
    'bare session inline',
    '',
    '',
    whole(bare(({ runsPerSecond }) => runsPerSecond)),
    '100 %',
    `0 (run: ${whole(bare(({ cpuUsPerRun }) => cpuUsPerRun))})`,
    '',
    whole(bare(({ batchUrls }) => batchUrls)),
    `100 % (${bare(({ bestRows }) => bestRows)} rows a run)`,
  ];
  return table([HEAD, HEAD.map(() => '---'), bareRow, ...rows]);
}

const HEAD = [
  '',
  'requests/s, 1 connection',
  'p50 / p99 ms',
  'requests/s, 16 connections',
  'of the bare session',
  'own CPU µs a request beyond the run',
  'p99 ms at half load',
  'URLs/s, 256 a request',
  'of the bare session',
];

function figuresOf({ servers }: Round, name: SubjectName): Figures {
  const figures = servers.get(name);
  if (figures === undefined) throw new Error(`no figures of ${name}`);
  return figures;
}

function whole(value: number): string {
  return Number.isNaN(value) ? '' : value.toFixed(0);
}

function percent(value: number): string {
  return Number.isNaN(value) ? '' : `${(value * 100).toFixed(0)} %`;
}

function table(rows: readonly (readonly string[])[]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
