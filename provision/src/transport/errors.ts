import { LabError } from '../errors.ts';

/** What errors of a machine say besides their text. */
interface Details {
  readonly cause?: unknown;
  readonly hint?: string;
}

/** The machine cannot be reached, or the connection to it was lost: nobody knows whether a command came to its end. */
export class ConnectError extends LabError {
  readonly code = 'machine-unreachable';
  /** The machine's name in the inventory. */
  readonly host: string;
  /** It was there, and went: what may be done twice is worth another try. */
  readonly isLost: boolean;

  constructor(host: string, message: string, details: Details & { readonly isLost?: boolean } = {}) {
    super(`${host}: ${message}`, details);
    this.host = host;
    this.isLost = details.isLost ?? false;
  }
}

/** The machine that answers is not the one that is known under this name. Nothing was sent to it. */
export class HostKeyError extends LabError {
  readonly code = 'host-key-changed';
  readonly host: string;
  /** As ssh-keygen prints them: `SHA256:…`. */
  readonly knownFingerprint: string;
  readonly shownFingerprint: string;

  constructor(
    host: string,
    {
      known,
      shown,
      file,
      isIdentified,
    }: Readonly<Record<'known' | 'shown' | 'file', string>> & {
      /** The machine has an id, and it is the old one. */
      readonly isIdentified: boolean;
    },
  ) {
    super(
      `${host}: the machine shows the host key ${shown}, but ${file} knows it by ${known}` +
        `${isIdentified ? ', and it is still the same machine' : ''}. Somebody may be listening in.`,
      { hint: `if the machine was made anew, forget its old key: lab ssh --forget ${host}` },
    );
    this.host = host;
    this.knownFingerprint = known;
    this.shownFingerprint = shown;
  }
}

/** The user that a task runs as could not be become; nothing of the task ran. */
export class BecomeError extends LabError {
  readonly code = 'become-failed';
  readonly host: string;
  readonly user: string;

  constructor(host: string, user: string, message: string, details: Details = {}) {
    super(`${host}: cannot become ${user}: ${message}`, details);
    this.host = host;
    this.user = user;
  }
}

/** A command that the provisioner itself needs failed on a machine. */
export class CommandError extends LabError {
  readonly code = 'command-failed';
  readonly host: string;
  readonly command: string;
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stderr: string;

  constructor(
    host: string,
    message: string,
    {
      command,
      exitCode,
      signal,
      stderr,
      ...details
    }: {
      readonly command: string;
      readonly exitCode: number | undefined;
      readonly signal: string | undefined;
      readonly stderr: string;
    } & Details,
  ) {
    super(`${host}: ${message}`, details);
    this.host = host;
    this.command = command;
    this.exitCode = exitCode;
    this.signal = signal;
    this.stderr = stderr;
  }
}
