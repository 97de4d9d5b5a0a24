import { sh } from '../../shell/command.ts';
import type { Identity } from '../connection.ts';

/** The command that starts a shell for an identity. */
export interface ShellStart {
  readonly command: string;
  /** sudo asks for the password with this text, on standard error. */
  readonly prompt: string | undefined;
  /** Stands on standard output as soon as the user has been become; until then sudo may read what is sent. */
  readonly greeting: string | undefined;
}

/** How to get a POSIX shell as the identity's user. `nonce`: something random that no banner holds. */
export function shellStart({ becomeUser, becomePassword }: Identity, nonce: string): ShellStart {
  if (becomeUser === undefined) return { command: 'exec sh', prompt: undefined, greeting: undefined };
  if (!becomePassword) {
    // -n: sudo reads nothing and never waits, so what follows may be sent at once.
    return { command: sh`exec sudo -n -H -u ${becomeUser} sh`.text, prompt: undefined, greeting: undefined };
  }
  const prompt = `password-${nonce}`;
  const greeting = `become-${nonce}`;
  const start = `echo ${greeting}; exec sh`;
  return {
    command: sh`exec sudo -S -H -p ${prompt} -u ${becomeUser} sh -c ${start}`.text,
    prompt,
    greeting,
  };
}

/** What sudo's last words mean for the user. */
export function explainSudo(said: string): { readonly message: string; readonly hint: string | undefined } {
  const text = said.trim();
  const known = KNOWN_COMPLAINTS.map(({ pattern, ...rest }) => ({
    ...rest,
    line: text.split('\n').find((line) => pattern.test(line)),
  })).find(({ line }) => line !== undefined);
  if (known) return { message: `${known.message} (${known.line})`, hint: known.hint };
  return { message: text === '' ? 'sudo ended without a word' : text, hint: undefined };
}

const KNOWN_COMPLAINTS = [
  {
    pattern: /a password is required|no password was provided/i,
    message: 'sudo asks for a password there, and none was given',
    hint: 'give one with -K, or as ansible_become_password in the inventory',
  },
  {
    pattern: /must have a tty/i,
    message: 'sudo wants a terminal there (requiretty)',
    hint: 'take requiretty out of the sudoers of the machine',
  },
  {
    pattern: /not in the sudoers|not allowed to (execute|run)/i,
    message: 'the user who logs in may not do that with sudo',
    hint: 'log in as another user, or allow it in the sudoers of the machine',
  },
  {
    pattern: /unknown user/i,
    message: 'there is no such user on the machine',
    hint: undefined,
  },
  {
    pattern: /sudo:? (command )?not found|sudo: inaccessible|no such file.*sudo|unknown command:? .?sudo/i,
    message: 'there is no sudo on the machine',
    hint: 'install sudo there, or log in as that user',
  },
];
