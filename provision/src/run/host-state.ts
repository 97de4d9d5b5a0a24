import type { Host } from '../inventory/inventory.ts';
import type { Remembered } from '../plan/variables.ts';
import { Doubts } from './doubts.ts';
import type { Note } from './notes.ts';

/** Where a machine stands in the play: `ended` by end_host or end_play, the others by what happened to it. */
export type Standing = 'in' | 'failed' | 'unreachable' | 'ended';

/** What a run knows of one of its machines. It changes as tasks end; only settle.ts and the walk over blocks do that. */
export interface HostState extends Remembered {
  readonly host: Host;
  standing: Standing;
  facts: Readonly<Record<string, unknown>> | undefined;
  /** `register`, set_fact and the variables of `rescue`, the latest of each name. */
  readonly set: Record<string, unknown>;
  /** In check mode, what is not known for want of tasks that were not applied. */
  readonly doubts: Doubts;
  /** What was notified and whose handlers have not run, by the name in `notify`. */
  readonly notified: Map<string, Notification>;
  /** Of what waits for its handlers in this play, what is written down on the machine. */
  readonly noted: Set<Note>;
  /** What an earlier run had notified, until the place where that happened has come by. */
  readonly recalled: Set<Note>;
  /** The names of the play's tasks that have come by and can notify. */
  readonly passed: Set<string>;
  /** How many tasks, or items of loops, in a row have changed nothing: facts are only asked ahead where they will keep. */
  quietTasks: number;
  /** The notes of an earlier run were read. */
  hasReadNotes: boolean;
}

/** A notification that waits for its handlers. */
export interface Notification {
  /** The ids of the handlers that have run for it. */
  readonly done: Set<string>;
  /** In check mode: the task that may or may not have notified. */
  readonly doubtfulAfter: string | undefined;
}

/** After so many tasks that changed nothing, the next ones probably change nothing either. */
export const QUIET_TASKS = 2;

/** A machine of which nothing is known yet. */
export function createHostState(host: Host): HostState {
  return {
    host,
    standing: 'in',
    facts: undefined,
    set: {},
    doubts: new Doubts(),
    notified: new Map(),
    noted: new Set(),
    recalled: new Set(),
    passed: new Set(),
    quietTasks: QUIET_TASKS,
    hasReadNotes: false,
  };
}

/** Whether tasks run on it. */
export function isIn({ standing }: HostState): boolean {
  return standing === 'in';
}
