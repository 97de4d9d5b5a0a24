/** Every code an error of ours can carry, with what it means. A row of the error reference each. */
export const ERROR_CODES = {
  'port-in-use': 'A port that the lab needs is taken by another program.',
  'service-failed': 'A service of the lab could not be started.',
  'lab-not-running': 'No lab answers where one was expected.',
  'lab-already-running': 'A lab of this folder runs already.',
  'io-failed': 'A file could not be read or written.',
  'vagrant-ended': 'Vagrant is not there, or ended with an error that it has shown itself.',
  // transport
  'machine-unreachable': 'A machine could not be reached, or the connection to it was lost.',
  'host-key-changed': 'A machine showed another host key than the one it is known by.',
  'become-failed': 'On a machine, the user that a task runs as could not be become.',
  'command-failed': 'A command that the provisioner itself needs failed on a machine.',
  // cluster
  'cluster-unavailable':
    'The API of a cluster could not be asked: no kubeconfig, no answer, or credentials that it does not accept.',
  // run/interpret: a module against its contract
  'fact-not-understood':
    'A machine answered a question of the provisioner with something that it does not understand.',
  'module-broken': 'A module broke its contract: it asked or acted more often than it may. Please report it.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * The base of everything we throw on purpose. Whatever else reaches `cli.ts` is a bug of ours.
 * What a user can mend in a file is no error but a `Problem` (source/problem.ts).
 */
export abstract class LabError extends Error {
  abstract readonly code: ErrorCode;
  /** What the user can do about it, one sentence. */
  readonly hint: string | undefined;

  constructor(message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, { cause: options.cause });
    this.name = new.target.name;
    this.hint = options.hint;
  }
}

/** A file could not be read or written: `path` says which. */
export class FileError extends LabError {
  readonly code = 'io-failed';
  readonly path: string;

  constructor(path: string, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options);
    this.path = path;
  }
}
