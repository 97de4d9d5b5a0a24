import type { RunEvent, TaskOutcome, TaskTitle } from '../run/event.ts';
import { durationText } from './duration-text.ts';
import { diffLinesOf, failureDetail, placeText, successDetail } from './outcome-lines.ts';
import type { OutcomeStyle } from './outcome-lines.ts';
import { oneLine, printable } from './printable.ts';
import { recapLines } from './recap-lines.ts';
import type { Report } from './report.ts';
import { statusLine } from './status-line.ts';

/** The width of a heading, filled up with stars. */
const HEADING_CELLS = 79;

type Finished = Extract<RunEvent, { type: 'host-finished' | 'item-finished' }>;

/** Lines as Ansible's users know them, for pipes, logs and people; nothing is ever taken back. */
export function plainReport(print: (text: string) => void, options: Omit<OutcomeStyle, 'isDiff'>): Report {
  const lines = new PlainLines({ ...options, isDiff: false });
  return {
    sink: (event) => {
      const added = lines.add(event);
      if (added.length > 0) print(`${added.join('\n')}\n`);
    },
    end: () => undefined,
  };
}

/** Turns events into lines, one after the other. */
export class PlainLines {
  #style: OutcomeStyle;
  readonly #titles = new Map<string, TaskTitle>();
  /** The task whose heading was printed last. */
  #shownTask: string | undefined;
  #isCheck = false;
  /** Machines and tasks whose output was printed while it came: it is not printed again. */
  readonly #streamed = new Set<string>();

  constructor(style: OutcomeStyle) {
    this.#style = style;
  }

  /** The lines that an event adds. */
  add(event: RunEvent): readonly string[] {
    switch (event.type) {
      case 'run-started':
        this.#isCheck = event.isCheck;
        this.#style = { ...this.#style, isDiff: event.isDiff };
        return event.isCheck ? ['', 'check mode: nothing is changed, only said'] : [];
      case 'play-started':
        this.#shownTask = undefined;
        return ['', heading(`PLAY [${playName(event.name, event.batch)}]`)];
      case 'play-skipped':
        return [
          '',
          heading(`PLAY [${oneLine(event.name)}]`),
          this.#style.paint('skipped', `skipping: ${event.reason}`),
        ];
      case 'task-started':
        this.#titles.set(event.task.id, event.task);
        this.#shownTask = event.task.id;
        return this.#taskHeading(event.task);
      case 'item-finished':
      case 'host-finished':
        return [...this.#headingFor(event.taskId), ...this.#finished(event)];
      case 'retry':
        return [
          ...this.#headingFor(event.taskId),
          `FAILED - RETRYING: [${event.host}]: ${oneLine(this.#titles.get(event.taskId)?.name ?? '')} (${event.of - event.attempt + 1} retries left).`,
        ];
      case 'output':
        if (this.#style.verbosity === 0) return [];
        this.#streamed.add(keyOf(event));
        return printable(event.text)
          .replace(/\n$/, '')
          .split('\n')
          .map((line) => `  ${event.host} | ${line}`);
      case 'waiting':
        return [this.#style.paint('dim', `waiting: [${event.host}]: ${oneLine(event.reason)}`)];
      case 'note':
        return [`note: ${event.host === undefined ? '' : `[${event.host}]: `}${oneLine(event.text)}`];
      case 'run-finished':
        return this.#end(event);
      case 'host-started':
      case 'progress':
        return [];
    }
  }

  #taskHeading(task: TaskTitle): readonly string[] {
    const word = task.section === 'handlers' ? 'RUNNING HANDLER' : 'TASK';
    const place = this.#style.verbosity > 1 ? [`task path: ${placeText(task)}`] : [];
    return ['', heading(`${word} [${oneLine(task.name)}]`), ...place];
  }

  /** The heading again where another task's was printed since: tasks that run at the same time. */
  #headingFor(taskId: string): readonly string[] {
    const title = this.#titles.get(taskId);
    if (this.#shownTask === taskId || !title) return [];
    this.#shownTask = taskId;
    return this.#taskHeading(title);
  }

  #finished(event: Finished): readonly string[] {
    const { outcome, host } = event;
    const where =
      event.type === 'host-finished' && event.delegate !== undefined ? `${host} -> ${event.delegate}` : host;
    const item = event.type === 'item-finished' ? ` (item=${oneLine(event.label)})` : undefined;
    // A loop's items have said all of this already.
    const isSum = event.type === 'host-finished' && event.items > 0;
    const title = this.#titles.get(event.taskId);
    const below = isSum
      ? []
      : this.#below(title, this.#streamed.has(keyOf(event)) ? withoutOutput(outcome) : outcome);
    return [
      ...statusLine(outcome, { where, item, isSum }, this.#style),
      ...below.map((line) => `    ${line}`),
      ...this.#after(outcome, item),
    ];
  }

  #below(title: TaskTitle | undefined, outcome: TaskOutcome): readonly string[] {
    const { status } = outcome;
    const isFailure = status === 'failed' || status === 'unreachable';
    return [
      ...(isFailure
        ? failureDetail(title, outcome, this.#style)
        : successDetail(title, outcome, this.#style)),
      ...diffLinesOf(outcome, this.#style),
    ];
  }

  #after({ isIgnored, isRescued }: TaskOutcome, item: string | undefined): readonly string[] {
    if (item !== undefined) return [];
    if (isIgnored) return [this.#style.paint('skipped', '...ignoring')];
    return isRescued ? [this.#style.paint('skipped', '...rescued')] : [];
  }

  #end(event: Extract<RunEvent, { type: 'run-finished' }>): readonly string[] {
    const recap = recapLines(event.recap, { isCheck: this.#isCheck, paint: this.#style.paint });
    const left = event.left.map((text) => `was under way: ${oneLine(text)}`);
    const word = event.status === 'interrupted' ? 'interrupted after' : 'took';
    return [
      '',
      heading('PLAY RECAP'),
      ...recap,
      ...left,
      '',
      this.#style.paint('dim', `${word} ${durationText(event.durationMs)}`),
    ];
  }
}

function keyOf({ taskId, host }: { readonly taskId: string; readonly host: string }): string {
  return JSON.stringify([taskId, host]);
}

function withoutOutput(outcome: TaskOutcome): TaskOutcome {
  return { ...outcome, result: { ...outcome.result, stdout: '', stderr: '' } };
}

function heading(text: string): string {
  return `${text} ${'*'.repeat(Math.max(3, HEADING_CELLS - text.length - 1))}`;
}

function playName(name: string, batch: number): string {
  return batch === 0 ? oneLine(name) : `${oneLine(name)}, batch ${batch + 1}`;
}
