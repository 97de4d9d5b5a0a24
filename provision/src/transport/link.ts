import type { Readable, Writable } from 'node:stream';

import type { SFTPWrapper } from 'ssh2';

/** A process on the machine, seen through its three streams. */
export interface Channel {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the process is gone or cut off, and both of its streams have been read. Never rejects. */
  readonly closed: Promise<void>;
  /** Cuts it off, whatever it does. */
  destroy(): void;
}

/** An open way to a machine. Whoever opened it closes it. */
export interface Link {
  /** How many channels the machine's side takes at once. */
  readonly maxChannels: number;
  /** Starts a command in the login user's own shell, whichever that is. @throws {ConnectError} */
  openChannel(command: string): Promise<Channel>;
  /** For large files; undefined where there is none. @throws {ConnectError} */
  openSftp: (() => Promise<SFTPWrapper>) | undefined;
  /** Resolves with the reason when the way is lost, or closed. Never rejects. */
  readonly lost: Promise<string>;
  close(): Promise<void>;
}
