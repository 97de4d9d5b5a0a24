import type { Artifact } from '../artifacts/resolve.ts';
import type { Fetched } from '../artifacts/store.ts';
import type { Command } from '../shell/command.ts';
import type { Secret } from '../shell/secret.ts';
import type { ClusterAction, ClusterOutput, ClusterPollAction, ClusterPollOutput } from './cluster.ts';
import type { MachineFact } from './fact.ts';
import type { BuildImageAction, BuildImageOutput } from './image-state.ts';

/** Runs a command on the machine, as the task's user, in the task's environment. */
export interface ShellAction {
  readonly kind: 'shell';
  readonly command: Command;
  readonly input?: string | Uint8Array | Secret;
  readonly directory?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly executable?: string;
  /** Programs of the machine that the command needs; a missing one is an error that names it. */
  readonly programs?: readonly string[];
  /** The command ends the connection (a reboot): losing it counts as exit code 0. @default false */
  readonly isConnectionLossExpected?: boolean;
  /** For a command that waits for something itself: how progress learns what for. */
  readonly watch?: CommandWatch;
}

/** What is looked at while a command runs. Nothing hangs on the answers but what is shown. */
export interface CommandWatch<Value = unknown> {
  readonly fact: MachineFact<Value>;
  /** What is still missing; undefined says nothing new. */
  missing(answer: Value): string | undefined;
  /** Between two looks, and before the first. */
  readonly intervalMs: number;
}

/**
 * Gives a file of the machine new content and attributes: atomically, or in place where it is a mount point (or where
 * `isInPlace`); at no moment wider open than asked. Fails, and leaves the old file, when `validate` fails.
 */
export interface UploadAction {
  readonly kind: 'upload';
  readonly source:
    | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
    | { readonly kind: 'local-file'; readonly path: string; readonly sha256: string }
    /** A file that lies on the machine already. */
    | { readonly kind: 'machine-file'; readonly path: string };
  readonly path: string;
  /** Octal or symbolic as chmod takes it; undefined keeps the old file's, or is 0666 less the umask for a new one. */
  readonly mode?: string;
  readonly owner?: string;
  readonly group?: string;
  /** Keeps the old file beside the new one, as PATH.PID.DATE@TIME~. @default false */
  readonly isBackedUp?: boolean;
  /** A command with %s where the path of the new content goes. */
  readonly validate?: string;
  /** @default false */
  readonly isInPlace?: boolean;
  /** Where `path` is a symbolic link: writes the file that it points to. @default false, the link itself is replaced */
  readonly isLinkFollowed?: boolean;
  /** Leaves a stamp of the file, by which it is known without being read (facts/stamped-digest.ts). @default false */
  readonly isStamped?: boolean;
}

/** Sends a file of the user's machine into a temporary one of the machine, which is gone when the task ends. */
export interface SendAction {
  readonly kind: 'send';
  readonly path: string;
  readonly sha256: string;
  /** What progress calls it. */
  readonly what: string;
}

/** Copies a file of the machine to the user's machine. */
export interface DownloadAction {
  readonly kind: 'download';
  readonly path: string;
  readonly to: string;
}

/** Has the machine fetch a URL into a temporary file, with curl or wget. */
export interface MachineUrlAction {
  readonly kind: 'machine-url';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly password?: Secret;
  /** Asks only for what is newer than this (HTTP date). */
  readonly ifModifiedSince?: string;
  readonly timeoutSeconds: number;
  readonly isCertificateChecked: boolean;
  readonly isProxyUsed: boolean;
  /** The folder for the temporary file. @default one that only the task's user can read */
  readonly directory?: string;
  /** Files on the machine, PEM. */
  readonly clientCertificate?: { readonly path: string; readonly keyPath: string | undefined };
  /** Whether a compressed answer is unpacked. @default true */
  readonly isDecompressed?: boolean;
  /** Ciphers of TLS, in OpenSSL's names. */
  readonly ciphers?: readonly string[];
  /** Whether ~/.netrc is looked into for a user and password. @default true */
  readonly isNetrcUsed?: boolean;
  /** Whether the content comes back with the output, for short texts. @default false */
  readonly isContentRead?: boolean;
}

/** Sees to it that an artifact is in the cache on the user's machine, checked: fetches it where it is not. */
export interface FetchArtifactAction {
  readonly kind: 'fetch-artifact';
  readonly artifact: Artifact;
}

/** Asks again and again until the answer is good. */
export interface PollAction<Value = unknown> {
  readonly kind: 'poll';
  readonly fact: MachineFact<Value>;
  /** undefined: good; else what is still missing, which progress and the time-out show. */
  missing(answer: Value): string | undefined;
  /** @default 0 */
  readonly delayMs?: number;
  readonly intervalMs: number;
  readonly timeoutMs: number;
  /** Asked once at the time-out: why it did not become good (a journal, a list of events). */
  readonly cause?: MachineFact<string>;
}

/** Drops the connection and waits until the machine answers on a new one, and the fact is good. */
export interface ReconnectAction<Value = unknown> {
  readonly kind: 'reconnect';
  readonly fact: MachineFact<Value>;
  missing(answer: Value): string | undefined;
  readonly delayMs: number;
  readonly intervalMs: number;
  readonly connectTimeoutMs: number;
  readonly timeoutMs: number;
}

/** What a module may have done. They run in order, all of them: what depends on an output is a round of its own. */
export type Action =
  | ShellAction
  | UploadAction
  | SendAction
  | DownloadAction
  | MachineUrlAction
  | FetchArtifactAction
  | PollAction
  | ReconnectAction
  | ClusterAction
  | ClusterPollAction
  | BuildImageAction;

/** What a command on the machine left, as text (UTF-8; what is none becomes U+FFFD). */
export interface ShellOutput {
  /** Of a command that a signal ended: 128 and its number, as shells have it. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** ISO 8601. */
  readonly start: string;
  readonly end: string;
  readonly durationMs: number;
}

/** What an upload came to; with `failure` the old file is still there. */
export interface UploadOutput {
  readonly failure: string | undefined;
  readonly sha256: string;
  readonly backupFile: string | undefined;
}

/** Where what was sent lies; with `failure` nowhere. */
export interface SendOutput {
  readonly failure: string | undefined;
  readonly path: string;
}

/** What a copy to the user's machine came to. Both digests are of what arrived; empty with `failure`. */
export interface DownloadOutput {
  readonly failure: string | undefined;
  readonly sha256: string;
  readonly sha1: string;
}

/**
 * What a fetch came to. `path` is there with status 200 alone: a temporary file on the machine, which is gone when the
 * task ends unless an upload took it.
 */
export interface UrlOutput {
  /** Why there is no answer at all; a status other than 200 is no failure. */
  readonly failure: string | undefined;
  /** -1 where there is no answer. 200 for what has no status and was fetched (file:, ftp:). */
  readonly status: number;
  readonly path: string | undefined;
  readonly sizeBytes: number;
  /** Like Ansible's `msg`: `OK (1234 bytes)`, `HTTP Error 404: Not Found`, or the failure. */
  readonly message: string;
  /** Where the redirects led. */
  readonly url: string;
  /** Of the last answer, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly elapsedMs: number;
  /** There with `isContentRead`. */
  readonly content?: string;
}

/** What a wait came to. `missing` is undefined when all is good. */
export interface PollOutput<Value = unknown> {
  readonly answer: Value | undefined;
  readonly missing: string | undefined;
  readonly cause: string | undefined;
  readonly elapsedMs: number;
}

/** The output of an action. Whether it failed is for the module to judge. */
export type OutputOf<A> = A extends ShellAction
  ? ShellOutput
  : A extends UploadAction
    ? UploadOutput
    : A extends DownloadAction
      ? DownloadOutput
      : A extends MachineUrlAction
        ? UrlOutput
        : A extends PollAction<infer Value> | ReconnectAction<infer Value>
          ? PollOutput<Value>
          : A extends ClusterAction
            ? ClusterOutput
            : A extends ClusterPollAction
              ? ClusterPollOutput
              : A extends FetchArtifactAction
                ? Fetched
                : A extends SendAction
                  ? SendOutput
                  : A extends BuildImageAction
                    ? BuildImageOutput
                    : unknown;
