import { durationText } from '../duration-text.ts';
import type { HostRecord, RunRecord, TaskRecord } from '../record.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { outcomeDetail, hasDetail } from './outcome-detail.ts';
import { statusBadge, worstStatus } from './status.ts';

/** Where the n-th task of the run stands in the page. */
export function taskAnchor(index: number): string {
  return `task-${index + 1}`;
}

/** Every task of every play: a line each, to be opened where there is more to see. */
export function taskList(record: RunRecord): Markup {
  let index = -1;
  const longestMs = Math.max(1, ...record.plays.flatMap(({ tasks }) => tasks.map(taskMs)));
  const plays = record.plays.map((play) => {
    const batch = play.batch === 0 ? '' : `, batch ${play.batch + 1}`;
    const rows = play.tasks.map((task) => {
      index += 1;
      return taskRow(task, index, longestMs);
    });
    const skipped = play.skipped !== undefined && markup` <small>skipped: ${play.skipped}</small>`;
    return markup`<section class="play">
<h3>${play.name}${batch}${skipped}</h3>
<ol>${rows}</ol>
</section>`;
  });
  return markup`<div class="tasks">${plays}</div>`;
}

function taskRow(task: TaskRecord, index: number, longestMs: number): Markup {
  const status = worstStatus(task);
  const isOpenable = [...task.hosts.values()].some((part) => hasDetail(task.title, part));
  const isFailure = status === 'failed' || status === 'unreachable';
  const line = summary(task, longestMs);
  const inside = isOpenable
    ? markup`<details${isFailure && markup` open`}><summary>${line}</summary>${hostDetails(task)}</details>`
    : markup`<div class="plain">${line}</div>`;
  return markup`<li class="task ${status}" id="${taskAnchor(index)}">${inside}</li>\n`;
}

function summary(task: TaskRecord, longestMs: number): Markup {
  const { title } = task;
  const ms = taskMs(task);
  const share = Math.max(0.5, Math.round((ms / longestMs) * 1000) / 10);
  const handler = title.section === 'handlers' ? markup`<span class="section">handler</span> ` : undefined;
  const name = markup`<span class="name">${handler}${title.name} <small>${title.module}</small></span>`;
  const time = markup`<span class="time"><span class="share" style="width:${share}%"></span><span>${durationText(ms)}</span></span>`;
  return markup`<span class="line">${statusBadge(worstStatus(task))}${name}<span class="who">${who(task)}</span>${time}</span>`;
}

/** The machines, where they did not all come to the same. */
function who(task: TaskRecord): Markup | undefined {
  const parts = [...task.hosts];
  const first = parts[0]?.[1].outcome?.status;
  if (parts.every(([, { outcome }]) => outcome?.status === first)) return undefined;
  return markup`${parts.map(([host, { outcome }]) => markup`<span class="host ${outcome?.status ?? 'running'}">${host}: ${outcome?.status ?? 'running'}</span> `)}`;
}

function hostDetails(task: TaskRecord): Markup {
  const { file, position } = task.title.place;
  const details = [...task.hosts].flatMap(([host, part]) =>
    hasDetail(task.title, part) ? [hostDetail(task, host, part)] : [],
  );
  return markup`<div class="detail">
    <p class="place">${file}:${position.line}:${position.column}</p>
    ${details}
  </div>`;
}

function hostDetail(task: TaskRecord, host: string, part: HostRecord): Markup {
  const ms = part.endedMs === undefined ? undefined : part.endedMs - part.startedMs;
  const trips = part.outcome?.roundTrips ?? 0;
  const where = part.delegate === undefined ? host : `${host} → ${part.delegate}`;
  const numbers = [
    ms === undefined ? 'no end was seen' : durationText(ms),
    trips === 1 ? '1 round trip' : `${trips} round trips`,
    ...(part.retries > 0 ? [`${part.retries} retries`] : []),
  ].join(' · ');
  return markup`<section>
    <h4>${where} ${statusBadge(part.outcome?.status ?? 'running')} <small>${numbers}</small></h4>
    ${outcomeDetail(task.title, part)}
  </section>`;
}

/** How long a task kept the run busy: from its first machine's beginning to its last one's end. */
export function taskMs({ hosts }: TaskRecord): number {
  const parts = [...hosts.values()];
  const starts = parts.map(({ startedMs }) => startedMs);
  const ends = parts.map(({ startedMs, endedMs }) => endedMs ?? startedMs);
  return parts.length === 0 ? 0 : Math.max(...ends) - Math.min(...starts);
}
