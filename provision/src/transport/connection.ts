import type { Readable } from 'node:stream';

import type { Command } from '../shell/command.ts';
import type { Secret } from '../shell/secret.ts';

/** As whom and in which surroundings something runs. Two tasks with the same identity share a shell. */
export interface Identity {
  /** The user to become; undefined is the user who logged in. */
  readonly becomeUser: string | undefined;
  readonly becomePassword: Secret | undefined;
}

/** How one command of a task runs. */
export interface ExecuteOptions {
  readonly identity: Identity;
  /** Variables for this command alone. @default {} */
  readonly environment?: Readonly<Record<string, string>>;
  /** @default the home directory of the identity's user */
  readonly directory?: string;
  /** What the command reads; without it, it reads an empty input. */
  readonly input?: Uint8Array;
  /** The shell that reads the command. @default /bin/sh */
  readonly executable?: string;
  /** The command's process group is ended after this time. @default no limit */
  readonly timeoutMs?: number;
  /** Ends the command's process group: TERM, and after `graceMs` KILL. */
  readonly signal?: AbortSignal;
  readonly onOutput?: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
}

/**
 * What a command left. `signal` (TERM, KILL …) is there where the shell reported 128 and its number. Exactly one of `exitCode` and `signal` is there, except after a
 * time-out that the command outlived.
 */
export interface Output {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  readonly hasTimedOut: boolean;
  readonly durationMs: number;
}

/** How a file is sent. */
export interface SendOptions {
  readonly identity: Identity;
  readonly signal?: AbortSignal;
  readonly onProgress?: (sentBytes: number, totalBytes: number) => void;
}

/** What is sent to a machine. */
export type Content =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Where `sha256` is known, the file is not read to find it out: what arrives is compared with it. */
  | { readonly kind: 'local-file'; readonly path: string; readonly sha256?: string };

/**
 * A way to one machine, kept open for a run: one SSH connection, a shell for each identity. Opened by the first call.
 * Every method @throws {ConnectError} when the machine cannot be reached or the connection is lost and a repetition
 * could do the work twice, {HostKeyError} when another machine answers, {BecomeError} when the user cannot be become.
 */
export interface Connection extends AsyncDisposable {
  readonly host: string;
  /**
   * Runs our own short scripts that only look, in one round trip; an output each, in order. Repeated by itself after a
   * lost connection. The scripts start no process that outlives them and read no input; their LC_ALL is C. Scripts that were
   * not done in time have `hasTimedOut`. @throws the signal's reason when that aborts
   */
  ask(scripts: readonly Command[], options: AskOptions): Promise<readonly Output[]>;
  /**
   * Runs one command, in a process group, environment and directory of its own (umask 022). Never repeated by itself. When
   * the signal aborts it, its output comes as soon as the whole group is gone.
   */
  execute(command: Command, options: ExecuteOptions): Promise<Output>;
  /**
   * Puts content into a new file of mode 0600 that belongs to the identity's user, in a folder that no other user can
   * read, checks its size and SHA-256 there, and gives its path. Whoever asked moves or removes it.
   */
  send(content: Content, options: SendOptions): Promise<{ readonly path: string; readonly sha256: string }>;
  /** The content of a file, read as the identity's user. @throws {CommandError} when it cannot be read */
  receive(path: string, options: SendOptions): Promise<Readable>;
  /**
   * Starts a process of the login user that lives until it is disposed of, or the connection ends: then its input ends, by
   * which it knows. Resolves when it has printed the line `ready`. On every new connection it is started again, before anything
   * else. @throws {CommandError} when it ends instead @throws the signal's reason when that aborts meanwhile
   */
  hold(command: Command, options: HoldOptions): Promise<AsyncDisposable>;
  /**
   * Begins to open the connection, and with an identity a shell of it, so that the first call that needs them waits less. What
   * goes wrong with that is for that call to say, which tries again.
   */
  warm(options: WarmOptions): void;
  /** Drops the connection; the next call opens a new one (after a reboot, or when groups of the user changed). */
  reset(): Promise<void>;
  /** What may be the machine's lock, in order: `lockMachine` takes the first whose folder can be written. */
  readonly lockFiles: readonly string[];
  /** Round trips so far: what a benchmark counts. */
  readonly roundTrips: number;
}

/** What is opened ahead. */
export interface WarmOptions {
  /** @default no shell */
  readonly identity?: Identity;
  readonly signal?: AbortSignal;
}

/** How a process is held. */
export interface HoldOptions {
  /** What is started on every new connection instead. @default the same */
  readonly again?: Command;
  /** Each line that it prints before `ready`. */
  readonly onLine: (line: string) => void;
  readonly signal?: AbortSignal;
}

export interface AskOptions {
  readonly identity: Identity;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}
