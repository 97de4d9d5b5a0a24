import type { RunEvent, RunStatus, TaskOutcome, TaskTitle, Recap } from '../run/event.ts';
import { briefOutcome } from './brief-outcome.ts';

/** A run as a whole: what its events add up to. */
export interface RunRecord {
  readonly version: string;
  readonly playbooks: readonly string[];
  readonly hosts: readonly string[];
  readonly isCheck: boolean;
  readonly startedMs: number;
  /** Of the last event so far. */
  readonly endedMs: number;
  /** Undefined where the run did not come to its end. */
  readonly status: RunStatus | undefined;
  readonly recap: Readonly<Record<string, Recap>>;
  readonly plays: readonly PlayRecord[];
  readonly notes: readonly string[];
  readonly left: readonly string[];
}

export interface PlayRecord {
  readonly name: string;
  readonly batch: number;
  readonly skipped: string | undefined;
  readonly tasks: readonly TaskRecord[];
}

export interface TaskRecord {
  readonly title: TaskTitle;
  readonly hosts: ReadonlyMap<string, HostRecord>;
}

/** A task on one machine. */
export interface HostRecord {
  readonly startedMs: number;
  readonly endedMs: number | undefined;
  readonly delegate: string | undefined;
  readonly outcome: TaskOutcome | undefined;
  readonly items: readonly { readonly label: string; readonly outcome: TaskOutcome }[];
  readonly retries: number;
  readonly waits: readonly string[];
}

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
interface OpenTask extends TaskRecord {
  readonly hosts: Map<string, Mutable<HostRecord>>;
}
interface OpenPlay extends Omit<PlayRecord, 'tasks'> {
  readonly tasks: OpenTask[];
}

/** Adds events up to a record. */
export class RunRecorder {
  readonly #plays: OpenPlay[] = [];
  /** The newest of each id: a play with `serial` runs a task once for each batch. */
  readonly #tasks = new Map<string, OpenTask>();
  readonly #notes: string[] = [];
  #head: Extract<RunEvent, { type: 'run-started' }> | undefined;
  #tail: Extract<RunEvent, { type: 'run-finished' }> | undefined;
  #endedMs = 0;

  add(event: RunEvent): void {
    this.#endedMs = event.atMs;
    switch (event.type) {
      case 'run-started':
        this.#head = event;
        return;
      case 'play-started':
        this.#plays.push({ name: event.name, batch: event.batch, skipped: undefined, tasks: [] });
        return;
      case 'play-skipped':
        this.#plays.push({ name: event.name, batch: 0, skipped: event.reason, tasks: [] });
        return;
      case 'task-started': {
        const task = { title: event.task, hosts: new Map<string, Mutable<HostRecord>>() };
        this.#tasks.set(event.task.id, task);
        this.#plays.at(-1)?.tasks.push(task);
        return;
      }
      case 'host-started':
        this.#tasks.get(event.taskId)?.hosts.set(event.host, {
          startedMs: event.atMs,
          endedMs: undefined,
          delegate: undefined,
          outcome: undefined,
          items: [],
          retries: 0,
          waits: [],
        });
        return;
      case 'note':
        this.#notes.push(event.host === undefined ? event.text : `${event.host}: ${event.text}`);
        return;
      case 'run-finished':
        this.#tail = event;
        return;
      case 'item-finished':
      case 'retry':
      case 'waiting':
      case 'host-finished':
        this.#addToHost(event);
        return;
      case 'output':
      case 'progress':
    }
  }

  /** What the events came to so far. */
  read(): RunRecord {
    const startedMs = this.#head?.atMs ?? this.#endedMs;
    return {
      version: this.#head?.version ?? '',
      playbooks: this.#head?.playbooks ?? [],
      hosts: this.#head?.hosts ?? [],
      isCheck: this.#head?.isCheck ?? false,
      startedMs,
      endedMs: this.#endedMs,
      status: this.#tail?.status,
      recap: this.#tail?.recap ?? {},
      plays: this.#plays,
      notes: this.#notes,
      left: this.#tail?.left ?? [],
    };
  }

  #addToHost(
    event: Extract<RunEvent, { type: 'item-finished' | 'retry' | 'waiting' | 'host-finished' }>,
  ): void {
    const host =
      event.taskId === undefined ? undefined : this.#tasks.get(event.taskId)?.hosts.get(event.host);
    if (!host) return;
    switch (event.type) {
      case 'item-finished':
        host.items = [...host.items, { label: event.label, outcome: briefOutcome(event.outcome) }];
        return;
      case 'retry':
        host.retries = event.attempt;
        return;
      case 'waiting':
        if (host.waits.at(-1) !== event.reason) host.waits = [...host.waits, event.reason];
        return;
      case 'host-finished':
        host.endedMs = event.atMs;
        host.delegate = event.delegate;
        host.outcome = briefOutcome(event.outcome);
    }
  }
}
