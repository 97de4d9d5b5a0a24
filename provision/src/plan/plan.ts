import type { Host, Inventory } from '../inventory/inventory.ts';
import type { Play } from '../playbook/play.ts';
import type { Variables } from '../playbook/task.ts';

/** A play with the machines that it is for. */
export interface PlannedPlay {
  readonly play: Play;
  /** Its `hosts`, rendered. */
  readonly pattern: string;
  /** Hosts by batch, as `serial` and `--limit` leave them; empty: no host matches. */
  readonly batches: readonly (readonly Host[])[];
}

/** What of a run was settled before any machine was touched. */
export interface Plan {
  readonly plays: readonly PlannedPlay[];
  readonly inventory: Inventory;
  /** The values of lab.yml, which stand at the root of the namespace and cannot be hidden. */
  readonly lab: Readonly<Record<string, unknown>>;
  /** Variables that belong to a machine, lowest first: group_vars/all, other groups, host_vars. */
  readonly hostVariables: ReadonlyMap<string, readonly Variables[]>;
  /** `-e`: win over everything but lab.yml and magic variables. */
  readonly extraVariables: Readonly<Record<string, unknown>>;
  readonly selection: Selection;
  readonly mode: Mode;
}

/** Which tasks run. */
export interface Selection {
  /** @default ['all'] */
  readonly tags: readonly string[];
  readonly skipTags: readonly string[];
  /** The id of the task that is the first to run. */
  readonly startAt: string | undefined;
}

/** How tasks run. */
export interface Mode {
  readonly isCheck: boolean;
  readonly isDiff: boolean;
  /** Machines at once. @default 16 */
  readonly forks: number;
}
