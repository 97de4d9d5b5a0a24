import type { TaskOutcome, TaskTitle } from '../../run/event.ts';
import type { HostRecord } from '../record.ts';
import { messageOf } from '../result-lines.ts';
import { unifiedDiff } from '../unified-diff.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';
import { statusBadge } from './status.ts';

/** Whether there is more to see of a task on a machine than its line says. */
export function hasDetail(title: TaskTitle, { outcome, waits, retries, items }: HostRecord): boolean {
  if (!outcome) return true;
  const { status, diff, reason } = outcome;
  return (
    (status !== 'ok' && status !== 'skipped') ||
    title.module === 'debug' ||
    reason !== undefined ||
    diff.length + waits.length + retries > 0 ||
    items.some((item) => item.outcome.status !== 'ok')
  );
}

/** What a task came to on a machine: why, its message, its diffs, what it printed, its items. */
export function outcomeDetail(title: TaskTitle, { outcome, waits, items }: HostRecord): Markup {
  return markup`${waits.map((reason) => markup`<p class="wait">waited: ${reason}</p>`)}${outcome && outcomeParts(outcome)}${
    items.length > 0 &&
    markup`<ul class="items">
      ${items.map(
        (item) =>
          markup`<li>${statusBadge(item.outcome.status)} ${item.label}${itemParts(title, item.outcome)}</li>`,
      )}
    </ul>`
  }`;
}

function itemParts(title: TaskTitle, outcome: TaskOutcome): Markup | undefined {
  return outcome.status === 'ok' && title.module !== 'debug' ? undefined : outcomeParts(outcome);
}

function outcomeParts({ reason, result, diff, isIgnored, isRescued }: TaskOutcome): Markup {
  const message = messageOf(result);
  const mark = isIgnored
    ? 'The failure was passed over.'
    : isRescued
      ? 'The failure was rescued.'
      : undefined;
  const fields = Object.entries(result).filter(([name]) => name !== 'msg');
  return markup`${reason !== undefined && markup`<p>${reason}</p>`}${
    message !== undefined && markup`<pre class="message">${message}</pre>`
  }${mark !== undefined && markup`<p>${mark}</p>`}${diff.map((each) => diffBlock(unifiedDiff(each)))}${
    fields.length > 0 &&
    markup`<dl>${fields.map(([name, value]) => markup`<dt>${name}</dt><dd><pre>${String(value)}</pre></dd>`)}</dl>`
  }`;
}

function diffBlock(lines: readonly string[]): Markup | string {
  if (lines.length === 0) return '';
  const shown = lines.map((line, index) => markup`<span class="${lineClass(line, index)}">${line}\n</span>`);
  return markup`<pre class="diff">${shown}</pre>`;
}

function lineClass(line: string, index: number): string {
  if (index < 2) return 'header';
  if (line.startsWith('@@')) return 'range';
  return line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same';
}
