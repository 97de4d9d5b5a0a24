import type { Host } from '../inventory/inventory.ts';
import type { Secret } from '../shell/secret.ts';
import type { Connection } from '../transport/connection.ts';
import type { Clock } from './clock.ts';
import type { EventSink } from './event.ts';

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
  /** Where fetched files are kept (`.lab/cache`). */
  readonly cacheFolder: string;
  /** The text of a file that problems point into; undefined where it is not at hand. */
  readonly textOf: (file: string) => string | undefined;
  /** What `become` needs on a machine; undefined where it asks for nothing. */
  readonly becomePassword: (host: Host) => Secret | undefined;
  /** A text without the secrets that are registered. */
  readonly scrub: (text: string) => string;
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

/** How a machine's lock is taken: `lockMachine`, once the caller has said whose run this is. */
export type TakeLock = (
  connection: Connection,
  options: { readonly onWaiting: (reason: string) => void; readonly signal: AbortSignal },
) => Promise<AsyncDisposable>;
