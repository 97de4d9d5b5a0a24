import { durationText } from '../duration-text.ts';
import type { HostRecord, RunRecord, TaskRecord } from '../record.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { taskAnchor } from './task-list.ts';

const LANE_PX = 34;
const BAR_PX = 22;
const AXIS_PX = 26;
/** About so many marks stand below the lanes. */
const TICKS = 8;
/** A bar is at least this part of the width, in percent, so that it can be seen. */
const LEAST_PERCENT = 0.12;

/** A lane for each machine, a bar for each task, on one scale of time. */
export function timeline(record: RunRecord): Markup {
  const spanMs = Math.max(1, record.endedMs - record.startedMs);
  const percent = (ms: number) => Math.round((ms / spanMs) * 100_000) / 1000;
  const tasks = record.plays.flatMap((play) => play.tasks);
  const height = record.hosts.length * LANE_PX + AXIS_PX;
  const lanes = record.hosts.map((host, lane) => {
    const bars = tasks.flatMap((task, index) => {
      const part = task.hosts.get(host);
      return part ? [bar({ task, part, index }, { host, lane, record, percent })] : [];
    });
    const y = lane * LANE_PX + 4;
    return markup`<rect class="lane" x="0" y="${y}" width="100%" height="${BAR_PX + 6}" rx="4" />${bars}`;
  });
  const label = `${tasks.length} tasks on ${record.hosts.length} machines over ${durationText(spanMs)}; the list of tasks below says the same in words`;
  return markup`<div class="timeline">
    <div class="hosts" aria-hidden="true">${record.hosts.map((host) => markup`<div>${host}</div>`)}</div>
    <svg role="img" aria-label="${label}" width="100%" height="${height}">
      ${lanes}${axis(spanMs, record.hosts.length * LANE_PX, percent)}
    </svg>
  </div>`;
}

function bar(
  { task, part, index }: { readonly task: TaskRecord; readonly part: HostRecord; readonly index: number },
  {
    host,
    lane,
    record,
    percent,
  }: {
    readonly host: string;
    readonly lane: number;
    readonly record: RunRecord;
    readonly percent: (ms: number) => number;
  },
): Markup {
  const endedMs = part.endedMs ?? record.endedMs;
  const status = part.outcome?.status ?? 'running';
  const x = percent(part.startedMs - record.startedMs);
  const width = Math.max(LEAST_PERCENT, percent(endedMs - part.startedMs));
  const title = `${host}: ${task.title.name} (${status}, ${durationText(endedMs - part.startedMs)})`;
  const y = lane * LANE_PX + 7;
  const rect = markup`<rect class="bar ${status}" x="${x}%" y="${y}" width="${width}%" height="${BAR_PX}"><title>${title}</title></rect>`;
  return markup`<a href="#${taskAnchor(index)}" tabindex="-1">${rect}</a>`;
}

function axis(spanMs: number, y: number, percent: (ms: number) => number): readonly Markup[] {
  const step = tickMs(spanMs);
  const count = Math.floor(spanMs / step);
  return Array.from({ length: count + 1 }, (_, index) => {
    const x = percent(index * step);
    // The last mark would be cut at the edge.
    const anchor = index === 0 ? 'start' : x > 95 ? 'end' : 'middle';
    const line = markup`<line class="tick" x1="${x}%" x2="${x}%" y1="0" y2="${y}" />`;
    return markup`${line}<text class="tick" x="${x}%" y="${y + 17}" text-anchor="${anchor}">${durationText(index * step)}</text>`;
  });
}

/** A round distance between marks: 1, 2 or 5 of a power of ten, in milliseconds. */
function tickMs(spanMs: number): number {
  const wanted = spanMs / TICKS;
  const power = 10 ** Math.floor(Math.log10(Math.max(1, wanted)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wanted) ?? 10 * power;
}
