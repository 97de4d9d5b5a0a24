import type { BurstFindings } from './burst.ts';
import type { Count, Share } from './findings.ts';
import type { TrafficFindings } from './run-traffic.ts';

const BAR_CELLS = 40;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** The findings as a table with bars. */
export function renderReport(
  findings: TrafficFindings,
  { useColor }: { readonly useColor: boolean },
): string {
  const mark = (isHeld: boolean) => paint(useColor, isHeld ? 32 : 31, isHeld ? 'ok' : 'NO');
  const { sessions, requests, split, answered, sticky, paired, voted, limit, durationMs } = findings;
  const seconds = durationMs / 1000;
  const lines = [
    `${sessions} sessions, ${requests} requests in ${seconds.toFixed(1)} s (${Math.round(requests / seconds)} a second)`,
    '',
    ...split.map((share) => `  ${shareText(share)}  ${mark(share.isHeld)}`),
    '',
    countRow('answered', answered, 'requests were answered by the app', mark),
    countRow('sticky', sticky, 'sessions stayed with the release that they got', mark),
    countRow('paired', paired, 'answers came from the model-service of the same release', mark),
    ...(voted.of > 0 ? [countRow('voted', voted, 'votes on verdicts were taken', mark)] : []),
    ...(limit ? ['', ...burstRows(limit, mark)] : ['', '  limit     none is set']),
  ];
  return `${lines.join('\n')}\n`;
}

function shareText({ release, observedPercent, configuredPercent, likelyPercent }: Share): string {
  const { from, to } = likelyPercent;
  const percent = (value: number) => `${value.toFixed(1)} %`.padStart(7);
  return `${release.padEnd(8)}  ${bar(observedPercent)} ${percent(observedPercent)}  configured ${percent(configuredPercent)}, 95 of 100 runs lie in ${from.toFixed(1)}–${to.toFixed(1)} %`;
}

function bar(percent: number): string {
  const eighths = Math.round((percent / 100) * BAR_CELLS * 8);
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8] ?? ''}`.padEnd(BAR_CELLS, '·');
}

function countRow(
  name: string,
  { held, of }: Count,
  text: string,
  mark: (isHeld: boolean) => string,
): string {
  return `  ${name.padEnd(8)}  ${held} of ${of} ${text}  ${mark(held === of)}`;
}

function burstRows(
  { limit, served, isCountHeld, refusal, isOtherServed, isTokenBack }: BurstFindings,
  mark: (isHeld: boolean) => string,
): readonly string[] {
  const told = Object.entries(refusal ?? {}).map(([name, value]) => `${name}: ${value}`);
  const refused = refusal ? `request ${served + 1} was refused (429)` : 'none was refused';
  const rows = [`  limit     ${served} requests at once were served, ${refused}  ${mark(isCountHeld)}`];
  if (told.length > 0) rows.push(`            it says ${told.join(', ')}`);
  if (isOtherServed !== undefined) {
    rows.push(
      `            another client was ${isOtherServed ? 'served' : 'refused'} meanwhile  ${mark(isOtherServed)}`,
    );
  }
  const seconds = limit.refillMs / 1000;
  const back = isTokenBack ? 'one token was back, and not two' : 'it was not as if one token had come back';
  rows.push(`            after ${seconds} s ${back}  ${mark(isTokenBack)}`);
  return rows;
}

function paint(useColor: boolean, sgr: number, text: string): string {
  return useColor ? `\u001b[${sgr}m${text}\u001b[0m` : text;
}
