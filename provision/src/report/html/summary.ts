import { durationText } from '../duration-text.ts';
import type { RunRecord, TaskRecord } from '../record.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { taskAnchor, taskMs } from './task-list.ts';

const COLUMNS = [
  'ok',
  'changed',
  'unreachable',
  'failed',
  'skipped',
  'rescued',
  'ignored',
  'unknown',
] as const;
/** So many tasks are named as those that took longest. */
const LONGEST = 8;

/** The numbers of each machine. */
export function recapTable({ recap }: RunRecord): Markup {
  const rows = Object.entries(recap).map(
    ([host, numbers]) =>
      markup`<tr>
        <th scope="row">${host}</th>
        ${COLUMNS.map((column) => markup`<td class="${numbers[column] > 0 && column}">${numbers[column]}</td>`)}
      </tr>`,
  );
  return markup`<table class="recap">
    <thead>
      <tr>
        <th scope="col">machine</th>
        ${COLUMNS.map((column) => markup`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}

/** The numbers of the whole run. */
export function figures(record: RunRecord): Markup {
  const tasks = record.plays.flatMap((play) => play.tasks);
  const parts = tasks.flatMap(({ hosts }) => [...hosts.values()]);
  const trips = parts.reduce((sum, { outcome }) => sum + (outcome?.roundTrips ?? 0), 0);
  const changed = parts.filter(({ outcome }) => outcome?.status === 'changed').length;
  const entries = [
    ['took', durationText(record.endedMs - record.startedMs)],
    ['machines', record.hosts.length],
    ['tasks', tasks.length],
    ['changes', changed],
    ['round trips', trips],
  ] as const;
  return markup`<dl class="figures">
    ${entries.map(
      ([name, value]) =>
        markup`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** The tasks that took longest, and which part of the run each of them was. */
export function longestTasks(record: RunRecord): Markup {
  const spanMs = Math.max(1, record.endedMs - record.startedMs);
  const tasks = record.plays
    .flatMap((play) => play.tasks)
    .map((task, index) => ({ task, index, ms: taskMs(task) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, LONGEST);
  return markup`<ol class="longest">
    ${tasks.map((each) => longestRow(each, spanMs))}
  </ol>`;
}

function longestRow(
  { task, index, ms }: { readonly task: TaskRecord; readonly index: number; readonly ms: number },
  spanMs: number,
): Markup {
  const percent = Math.round((ms / spanMs) * 1000) / 10;
  const slowest = [...task.hosts].toSorted(([, a], [, b]) => msOf(b) - msOf(a))[0];
  const host = task.hosts.size > 1 && slowest ? `longest on ${slowest[0]}` : '';
  const name = markup`<a href="#${taskAnchor(index)}">${task.title.name}</a> <small>${host}</small>`;
  const number = markup`<span class="number">${durationText(ms)} · ${percent} %</span>`;
  return markup`<li><span class="share" style="width:${percent}%"></span>${name}${number}</li>`;
}

function msOf({
  startedMs,
  endedMs,
}: {
  readonly startedMs: number;
  readonly endedMs: number | undefined;
}): number {
  return (endedMs ?? startedMs) - startedMs;
}
