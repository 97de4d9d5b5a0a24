import type { RunEvent, TaskTitle } from '../run/event.ts';
import { widthOf } from '../source/width.ts';
import { bytesText, durationText } from './duration-text.ts';
import type { Paint } from './paint.ts';
import { clip, fill, oneLine } from './printable.ts';

/** What one machine does now. */
interface Work {
  readonly taskId: string;
  readonly sinceMs: number;
  /** What it waits for, how far a transfer is, which item of a loop is done. */
  readonly note: string | undefined;
}

/** Longer names of hosts are cut. */
const MOST_HOST_CELLS = 20;

/** The lines at the bottom of the terminal: a machine each, with its task, how long it takes, and what it waits for. */
export class LiveHosts {
  readonly #titles = new Map<string, TaskTitle>();
  /** By host; several with `parallel`, the newest last. */
  readonly #work = new Map<string, readonly Work[]>();

  add(event: RunEvent): void {
    switch (event.type) {
      case 'task-started':
        this.#titles.set(event.task.id, event.task);
        return;
      case 'host-started': {
        const { host, taskId, atMs: sinceMs } = event;
        const others = (this.#work.get(host) ?? []).filter((each) => each.taskId !== taskId);
        this.#work.set(host, [...others, { taskId, sinceMs, note: undefined }]);
        return;
      }
      case 'host-finished': {
        const rest = (this.#work.get(event.host) ?? []).filter((each) => each.taskId !== event.taskId);
        if (rest.length === 0) this.#work.delete(event.host);
        else this.#work.set(event.host, rest);
        return;
      }
      case 'waiting':
      case 'progress':
      case 'retry':
      case 'item-finished':
      case 'output':
        this.#note(event.host, event.taskId, { note: noteOf(event), sinceMs: event.atMs });
        return;
      case 'run-finished':
        this.#work.clear();
        return;
      case 'run-started':
      case 'play-started':
      case 'play-skipped':
      case 'note':
    }
  }

  /** The lines for a terminal of this size; none where nothing runs. */
  draw(
    size: { readonly columns: number; readonly rows: number },
    nowMs: number,
    paint: Paint,
  ): readonly string[] {
    const entries = Array.from(this.#work, ([host, work]) => ({
      host,
      work: work.at(-1),
      more: work.length - 1,
    }));
    // The prompt and a line of what scrolls stay in sight.
    const most = Math.max(1, size.rows - 3);
    const shown = entries.length <= most ? entries : entries.slice(0, most - 1);
    const hostCells = Math.min(MOST_HOST_CELLS, Math.max(0, ...entries.map(({ host }) => host.length)));
    const lines = shown.map(({ host, work, more }) => {
      if (!work) return '';
      const time = durationText(Math.max(0, nowMs - work.sinceMs));
      const also = more > 0 ? ` (and ${more} more)` : '';
      const title = `${oneLine(this.#titles.get(work.taskId)?.name ?? work.taskId)}${also}`;
      const note = work.note === undefined ? '' : ` · ${work.note}`;
      const head = `  ${fill(clip(host, hostCells), hostCells)}  `;
      const tail = `  ${time.padStart(8)}`;
      const room = Math.max(0, size.columns - 1 - widthOf(head) - tail.length);
      // What it waits for says more than the end of a long name.
      const nameText = clip(title, note === '' ? room : Math.max(Math.ceil(room / 2), room - widthOf(note)));
      const noteText = clip(note, room - widthOf(nameText));
      return `${paint('bold', head)}${nameText}${paint('dim', noteText)}${' '.repeat(Math.max(0, room - widthOf(nameText) - widthOf(noteText)))}${paint('dim', tail)}`;
    });
    const hidden = entries.length - shown.length;
    return hidden === 0 ? lines : [...lines, paint('dim', `  … and ${hidden} more machines`)];
  }

  #note(
    host: string,
    taskId: string | undefined,
    { note, sinceMs }: { note: string; sinceMs: number },
  ): void {
    const work = this.#work.get(host) ?? [];
    const index = taskId === undefined ? work.length - 1 : work.findIndex((each) => each.taskId === taskId);
    const current = work[index];
    // What waits before the first task (another run's lock) has a line too.
    if (!current) this.#work.set(host, [...work, { taskId: taskId ?? 'waiting', sinceMs, note }]);
    else this.#work.set(host, work.with(index, { ...current, note }));
  }
}

type Noted = Extract<RunEvent, { type: 'waiting' | 'progress' | 'retry' | 'item-finished' | 'output' }>;

function noteOf(event: Noted): string {
  switch (event.type) {
    case 'waiting':
      return oneLine(event.reason);
    case 'progress': {
      const { doneBytes, totalBytes, what } = event;
      const of = totalBytes === undefined ? '' : ` of ${bytesText(totalBytes)}`;
      return `${oneLine(what)} ${bytesText(doneBytes)}${of}`;
    }
    case 'retry':
      return `try ${event.attempt} was not good, ${event.of - event.attempt + 1} left`;
    case 'item-finished':
      return `${event.index + 1} of ${event.count}: ${oneLine(event.label)}`;
    case 'output':
      return oneLine(event.text.slice(event.text.lastIndexOf('\n') + 1));
  }
}
