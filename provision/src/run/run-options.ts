import type { ArtifactStore } from '../artifacts/store.ts';
import type { ImageSettings } from '../images/settings.ts';
import type { Host } from '../inventory/inventory.ts';
import type { Secret } from '../shell/secret.ts';
import type { Connection } from '../transport/connection.ts';
import type { Clock } from './clock.ts';
import type { EventSink, TaskTitle } from './event.ts';

/** What a run needs besides its plan. */
export interface RunOptions {
  /** A connection to a machine, not yet opened. The run closes it. */
  readonly connect: (host: Host) => Connection;
  /** Gets every event, in order, at once. */
  readonly sink: EventSink;
  /** Ctrl-C once: nothing more begins, what runs is sent TERM and has ten seconds. */
  readonly signal: AbortSignal;
  /** Ctrl-C twice: the run ends at once, whatever is under way. */
  readonly kill: AbortSignal;
  readonly clock: Clock;
  /** The playbooks as the user named them, for reports. */
  readonly playbooks: readonly string[];
  /** Of the lab, for reports. */
  readonly version: string;
  /** How many `-v` there were. */
  readonly verbosity: number;
  /** The files of lab.yml's `artifacts`, and where they are kept. */
  readonly artifacts: ArtifactStore;
  /** How images of this checkout are built. */
  readonly images: ImageSettings;
  /** The kubeconfig for tasks that name none (`<provision.state_folder>/kubeconfig`). */
  readonly kubeconfig: string;
  /** The text of a file that problems point into; undefined where it is not at hand. */
  readonly textOf: (file: string) => string | undefined;
  /** What `become` needs on a machine; undefined where it asks for nothing. */
  readonly becomePassword: (host: Host) => Secret | undefined;
  /** A text without the secrets that are registered. */
  readonly scrub: (text: string) => string;
  /** Asked before each task that is to run, on whichever machines; without it, every task runs. */
  readonly confirm?: Confirm;
  /** Keeps texts that are too long for events. Without it, only their beginning and end are in reports. */
  readonly keepText?: KeepText;
  /** Takes a machine's lock, waiting for another run. Without it no machine is locked. */
  readonly lock?: TakeLock;
  /** Whether facts of coming tasks are asked together with the current one's. @default true */
  readonly isLookingAhead?: boolean;
  /**
   * The folder on machines where notifications are written down.
   * @default /var/lib/remla-lab for root, else ~/.local/state/remla-lab (or below XDG_STATE_HOME)
   */
  readonly stateFolder?: string;
}

/** Whether the user wants a task. */
export type Confirm = (task: TaskTitle) => Promise<boolean>;

/** Keeps a text that is too long for an event, and says where it is. `field`: of the result that it stands in. */
export type KeepText = (text: string, about: { readonly host: string; readonly field: string }) => string;

/** How a machine's lock is taken: `lockMachine`, once the caller has said whose run this is. */
export type TakeLock = (
  connection: Connection,
  options: { readonly onWaiting: (reason: string) => void; readonly signal: AbortSignal },
) => Promise<AsyncDisposable>;
