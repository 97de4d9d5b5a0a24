import type { ArtifactStore } from '../../artifacts/store.ts';
import type { ImageSettings } from '../../images/settings.ts';
import type { Connection, Identity } from '../../transport/connection.ts';
import type { Clusters } from '../../cluster/clusters.ts';
import type { LocalFile } from '../../modules/fact.ts';
import type { Clock } from '../clock.ts';
import type { FactStore } from './fact-store.ts';

/** All that the interpreter needs to carry out one task on one machine. */
export interface World {
  /** Of the module, for errors. */
  readonly module: string;
  /** To the machine that the task runs on (with `delegate_to`: the delegate). */
  readonly connection: Connection;
  readonly identity: Identity;
  /** The task's environment; a fact is kept for one environment only. */
  readonly environment: Readonly<Record<string, string>>;
  readonly facts: FactStore;
  readonly isCheck: boolean;
  /** The machine is the user's own (`connection: local`): nothing may restart it. @default false */
  readonly isLocal?: boolean;
  /** Ends the task: an interrupted run, the task's own `timeout`. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly local: LocalFolders;
  /** Called with each file of the user's machine that was looked for. */
  readonly onLocalFile?: (file: LocalFile) => void;
  /** The APIs of clusters, as they are reached from the user's machine. */
  readonly clusters: Clusters;
  /** The files of lab.yml's `artifacts`, on the user's machine. */
  readonly artifacts: ArtifactStore;
  /** How images of this checkout are built, on the user's machine or by it. */
  readonly images: ImageSettings;
  /** How far a transfer is. */
  readonly onProgress: (progress: Progress) => void;
  /** What something waits for: a poll's missing part, a machine that reboots. Called again only when it changes. */
  readonly onWaiting: (reason: string) => void;
  /** What a task's command prints, as it comes. */
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
}

/** Folders of the user's machine. */
export interface LocalFolders {
  /**
   * Where a relative path of a task is looked for, in order: the folder of the file that the task stands in, then the
   * playbook's. Of each its `files` or `templates` folder comes first.
   */
  readonly search: readonly string[];
  /** Where fetched files are kept (`.lab/cache`). */
  readonly cache: string;
}

export interface Progress {
  readonly what: string;
  readonly doneBytes: number;
  readonly totalBytes: number | undefined;
}
