import type { Diff, Result } from '../modules/decision.ts';
import type { Place } from '../source/problem.ts';

/**
 * How a task ended on a machine. `unknown`: in check mode, what it would do hangs on a task that was not applied.
 * `rescued` and `ignored` are marks on a failure, counted apart.
 */
export type Status = 'ok' | 'changed' | 'failed' | 'skipped' | 'unreachable' | 'unknown';

/** A task as reports name it. */
export interface TaskTitle {
  readonly id: string;
  readonly name: string;
  readonly module: string;
  readonly place: Place;
  readonly section: 'facts' | 'pre_tasks' | 'tasks' | 'post_tasks' | 'handlers';
}

/**
 * What a task, or one item of its loop, came to on one machine. Secrets are `***` already, `no_log` has emptied it, very long
 * texts lack their middle and say where all of them is.
 */
export interface TaskOutcome {
  readonly status: Status;
  readonly result: Result;
  readonly diff: readonly Diff[];
  /** The failure was caught by `rescue`. */
  readonly isRescued: boolean;
  /** The failure was passed over (`ignore_errors`, `ignore_unreachable`). */
  readonly isIgnored: boolean;
  /** Why it was skipped, or is unknown: the condition with its place, or the task that it hangs on. */
  readonly reason: string | undefined;
  readonly durationMs: number;
  readonly roundTrips: number;
}

/** The numbers of one machine. */
export interface Recap {
  readonly ok: number;
  readonly changed: number;
  readonly unreachable: number;
  readonly failed: number;
  readonly skipped: number;
  readonly rescued: number;
  readonly ignored: number;
  readonly unknown: number;
}

/** How a run ended; unreachable wins over failed. */
export type RunStatus = 'ok' | 'failed' | 'unreachable' | 'interrupted';

/** What every event carries. */
interface Stamp {
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** Everything that reports see of a run, in order. Plain data: it is written to events.jsonl as it is. */
export type RunEvent = Stamp &
  (
    | {
        readonly type: 'run-started';
        readonly version: string;
        readonly playbooks: readonly string[];
        readonly hosts: readonly string[];
        readonly isCheck: boolean;
        readonly isDiff: boolean;
      }
    | {
        readonly type: 'play-started';
        readonly playId: string;
        readonly name: string;
        readonly hosts: readonly string[];
        /** From 0; more than one with `serial`. */
        readonly batch: number;
      }
    | {
        readonly type: 'play-skipped';
        readonly playId: string;
        readonly name: string;
        readonly reason: string;
      }
    /** The first machine begins the task. */
    | { readonly type: 'task-started'; readonly task: TaskTitle }
    | { readonly type: 'host-started'; readonly taskId: string; readonly host: string }
    /** One item of a loop is done. */
    | {
        readonly type: 'item-finished';
        readonly taskId: string;
        readonly host: string;
        readonly label: string;
        readonly index: number;
        readonly count: number;
        readonly outcome: TaskOutcome;
      }
    /** A try of `until` that was not good. */
    | {
        readonly type: 'retry';
        readonly taskId: string;
        readonly host: string;
        readonly attempt: number;
        readonly of: number;
        readonly outcome: TaskOutcome;
      }
    /** The task is done on this machine. For a loop, `outcome` sums up its items. */
    | {
        readonly type: 'host-finished';
        readonly taskId: string;
        readonly host: string;
        /** Where it really ran, with `delegate_to`. */
        readonly delegate: string | undefined;
        readonly outcome: TaskOutcome;
        readonly items: number;
        readonly notified: readonly string[];
      }
    /** Lines of what the task prints while it runs (-v). */
    | {
        readonly type: 'output';
        readonly taskId: string;
        readonly host: string;
        readonly stream: 'stdout' | 'stderr';
        readonly text: string;
      }
    | {
        readonly type: 'progress';
        readonly taskId: string;
        readonly host: string;
        readonly what: string;
        readonly doneBytes: number;
        readonly totalBytes: number | undefined;
      }
    /** What something waits for: another run's lock, a poll's missing part, a machine that reboots. */
    | {
        readonly type: 'waiting';
        readonly taskId: string | undefined;
        readonly host: string;
        readonly reason: string;
      }
    /** Something that the user should know and that is no task: a new machine's key, handlers of a killed run. */
    | { readonly type: 'note'; readonly host: string | undefined; readonly text: string }
    | {
        readonly type: 'run-finished';
        readonly status: RunStatus;
        readonly recap: Readonly<Record<string, Recap>>;
        readonly durationMs: number;
        /** What was left running, when interrupted. */
        readonly left: readonly string[];
      }
  );

/** An event before its stamp. */
export type Happening = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, 'atMs'>
    : never
  : never;

/** Takes events, in order. A reporter: terminal, file, page. */
export type EventSink = (event: RunEvent) => void;
