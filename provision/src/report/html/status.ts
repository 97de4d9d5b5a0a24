import type { Status } from '../../run/event.ts';
import type { TaskRecord } from '../record.ts';
import { markup } from './markup.ts';
import type { Markup } from './markup.ts';

/** What a task came to on all machines: the first of these that it came to on one. */
const WORST = ['failed', 'unreachable', 'running', 'unknown', 'changed', 'ok', 'skipped'] as const;

/** `running`: no end was seen. */
export type ShownStatus = Status | 'running';

/** What a task came to, over all machines. */
export function worstStatus(task: TaskRecord): ShownStatus {
  const found = new Set([...task.hosts.values()].map(({ outcome }) => outcome?.status ?? 'running'));
  return WORST.find((status) => found.has(status)) ?? 'skipped';
}

/** The status as a word in its colour. */
export function statusBadge(status: ShownStatus): Markup {
  return markup`<span class="badge ${status}">${status}</span>`;
}
