import type { RunEvent, Status, TaskOutcome, TaskTitle } from '../run/event.ts';
import { widthOf } from '../source/width.ts';
import { durationText } from './duration-text.ts';
import { diffLinesOf, failureDetail, failureMessage, successDetail } from './outcome-lines.ts';
import type { OutcomeStyle } from './outcome-lines.ts';
import { clip, fill, oneLine } from './printable.ts';

/** A task that ended on some machines, or on all. */
interface OpenTask {
  readonly title: TaskTitle;
  readonly startedMs: number;
  readonly running: Set<string>;
  readonly outcomes: Map<string, TaskOutcome>;
  /** What is shown below its line, by text: the machines that it holds for. */
  readonly below: Map<string, string[]>;
  lastMs: number;
}

/** What a task comes to on all machines is the first of these that it came to on one. */
const WORST: readonly Status[] = ['failed', 'unreachable', 'unknown', 'changed', 'ok', 'skipped'];
const WORD_CELLS = 11;

/** Lines of tasks that are done, one for all machines together; each is given out once. */
export class LiveTasks {
  readonly #open = new Map<string, OpenTask>();
  #hosts: readonly string[] = [];

  /** Takes an event; gives the lines of what is done with it. */
  add(event: RunEvent, style: OutcomeStyle, columns: number): readonly string[] {
    switch (event.type) {
      case 'play-started': {
        const lines = this.#closeAll(style, columns);
        this.#hosts = event.hosts;
        return lines;
      }
      case 'task-started': {
        const lines = this.#closeDone(style, columns);
        this.#open.set(event.task.id, {
          title: event.task,
          startedMs: event.atMs,
          lastMs: event.atMs,
          running: new Set(),
          outcomes: new Map(),
          below: new Map(),
        });
        return lines;
      }
      case 'host-started':
        this.#open.get(event.taskId)?.running.add(event.host);
        return [];
      case 'item-finished':
        this.#noteItem(event, style);
        return [];
      case 'host-finished': {
        const task = this.#open.get(event.taskId);
        if (!task) return [];
        task.running.delete(event.host);
        task.outcomes.set(event.host, event.outcome);
        task.lastMs = event.atMs;
        if (event.items === 0) addBelow(task, event.host, detailOf(task.title, event.outcome, style));
        return task.outcomes.size < this.#hosts.length ? [] : this.#close(task, style, columns);
      }
      case 'run-finished':
        return this.#closeAll(style, columns);
      default:
        return [];
    }
  }

  #noteItem(event: Extract<RunEvent, { type: 'item-finished' }>, style: OutcomeStyle): void {
    const task = this.#open.get(event.taskId);
    const detail = task ? detailOf(task.title, event.outcome, style) : [];
    if (task && detail.length > 0) addBelow(task, event.host, [`(item=${oneLine(event.label)})`, ...detail]);
  }

  #closeDone(style: OutcomeStyle, columns: number): readonly string[] {
    const done = [...this.#open.values()].filter(
      // One that no machine has begun yet runs at the same time as the next.
      ({ running, outcomes }) => running.size === 0 && outcomes.size > 0,
    );
    return done.flatMap((task) => this.#close(task, style, columns));
  }

  #closeAll(style: OutcomeStyle, columns: number): readonly string[] {
    return [...this.#open.values()].flatMap((task) => this.#close(task, style, columns));
  }

  #close(task: OpenTask, style: OutcomeStyle, columns: number): readonly string[] {
    this.#open.delete(task.title.id);
    if (task.outcomes.size === 0) return [];
    const below = Array.from(task.below, ([text, hosts]) => {
      const lines = text.split('\n');
      return this.#hosts.length === 1
        ? lines
        : [style.paint('bold', hosts.join(' ')), ...lines.map((line) => `  ${line}`)];
    });
    return [this.#line(task, style, columns), ...below.flat().map((line) => `      ${line}`)];
  }

  #line({ title, outcomes, startedMs, lastMs }: OpenTask, { paint }: OutcomeStyle, columns: number): string {
    const byStatus = Map.groupBy(outcomes, ([, { status }]) => status);
    const worst = WORST.find((status) => byStatus.has(status)) ?? 'ok';
    const isOneWord = byStatus.size === 1 && outcomes.size === this.#hosts.length;
    const who = isOneWord
      ? ''
      : WORST.flatMap((status) => {
          const hosts = byStatus.get(status)?.map(([host]) => host);
          return hosts
            ? [`${status} ${hosts.length > 4 ? `${hosts.length} machines` : hosts.join(' ')}`]
            : [];
        }).join(', ');
    const marks = [...outcomes.values()];
    const mark = marks.some(({ isRescued }) => isRescued)
      ? ', rescued'
      : marks.some(({ isIgnored }) => isIgnored)
        ? ', ignored'
        : '';
    const time = durationText(lastMs - startedMs);
    const room = Math.max(10, columns - WORD_CELLS - 4 - time.length);
    const isHandler = title.section === 'handlers' ? 'handler: ' : '';
    const name = clip(`${isHandler}${oneLine(title.name)}`, room);
    const rest = clip(`${who === '' ? '' : ` · ${who}`}${mark}`, Math.max(0, room - widthOf(name)));
    const color = worst === 'skipped' ? 'dim' : worst;
    return `  ${paint(color, fill(worst, WORD_CELLS))} ${worst === 'skipped' ? paint('dim', name) : name}${paint('dim', rest)}${' '.repeat(Math.max(1, room - widthOf(name) - widthOf(rest)))}${paint('dim', time)}`;
  }
}

function addBelow(task: OpenTask, host: string, lines: readonly string[]): void {
  if (lines.length === 0) return;
  const text = lines.join('\n');
  task.below.set(text, [...(task.below.get(text) ?? []), host]);
}

function detailOf(title: TaskTitle, outcome: TaskOutcome, style: OutcomeStyle): readonly string[] {
  const { status } = outcome;
  const isFailure = status === 'failed' || status === 'unreachable';
  const said = isFailure
    ? [style.paint('failed', failureMessage(outcome)), ...failureDetail(title, outcome, style)]
    : successDetail(title, outcome, style);
  const unknown =
    status === 'unknown' && outcome.reason !== undefined
      ? [style.paint('unknown', oneLine(outcome.reason))]
      : [];
  return [...unknown, ...said, ...diffLinesOf(outcome, style)];
}
