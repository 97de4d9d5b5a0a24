import type { Identity } from '../connection.ts';
import { BecomeError, ConnectError } from '../errors.ts';
import type { LabError } from '../../errors.ts';
import type { Channel } from '../link.ts';
import { explainSudo, shellStart } from './become.ts';

/** How a shell is started: something random that no banner holds, and the way to start a command on the machine. */
export interface Start {
  readonly nonce: string;
  readonly open: (command: string) => Promise<Channel>;
}

/**
 * Starts a shell as the identity's user, and gives sudo its password where it asks for one. Nothing else is sent before sudo
 * is done: it would be taken for the password, or the password for a command.
 * @throws {BecomeError} for a password that is wrong
 */
export async function greet(host: string, identity: Identity, { nonce, open }: Start): Promise<Channel> {
  const { command, prompt, greeting } = shellStart(identity, nonce);
  const channel = await open(command);
  if (prompt === undefined || greeting === undefined) return channel;
  const user = identity.becomeUser ?? '';
  try {
    const first = await firstOf(channel, [prompt, greeting]);
    if (first === prompt) {
      channel.stdin.write(`${identity.becomePassword?.reveal() ?? ''}\n`);
      // Asked again, it was wrong; sudo would ask a third time and wait.
      if ((await firstOf(channel, [prompt, greeting])) === prompt) {
        throw new BecomeError(host, user, 'the password is wrong', {
          hint: 'the one that sudo asks for on that machine is needed: -K asks for it',
        });
      }
    }
    return channel;
  } catch (error) {
    channel.destroy();
    if (!(error instanceof EarlyEnd)) throw error;
    throw shellRefused(host, { becomeUser: user, said: error.said });
  }
}

/** Why there is no shell: sudo's words, where somebody was to be become. */
export function shellRefused(
  host: string,
  {
    becomeUser,
    said,
    word,
  }: { readonly becomeUser: string | undefined; readonly said: string; readonly word?: string | undefined },
): LabError {
  if (word === 'no-folder') {
    return new ConnectError(host, 'no folder for temporary files can be made in /dev/shm, /tmp or /var/tmp', {
      hint: 'is the disk full, or mounted read-only?',
    });
  }
  if (becomeUser === undefined) {
    return new ConnectError(host, `no shell answers there${said === '' ? '' : `: ${said}`}`);
  }
  const { message, hint } = explainSudo(said);
  return new BecomeError(host, becomeUser, message, hint === undefined ? {} : { hint });
}

class EarlyEnd extends Error {
  readonly said: string;

  constructor(said: string) {
    super('the process ended');
    this.said = said;
  }
}

/** Which of the words comes first on either stream. Both stand still afterwards; what was read is gone. */
function firstOf(channel: Channel, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const heard = new Map([
      [channel.stdout, ''],
      [channel.stderr, ''],
    ]);
    const listeners = [...heard.keys()].map((stream) => {
      const listen = (chunk: Buffer): void => {
        const text = `${heard.get(stream) ?? ''}${chunk.toString('latin1')}`;
        heard.set(stream, text);
        const word = words.find((candidate) => text.includes(candidate));
        if (word === undefined) return;
        finish();
        resolve(word);
      };
      stream.on('data', listen);
      return { stream, listen };
    });
    let isDone = false;
    const finish = (): void => {
      isDone = true;
      for (const { stream, listen } of listeners) {
        stream.off('data', listen);
        stream.pause();
      }
    };
    const giveUp = (): void => {
      if (isDone) return;
      finish();
      reject(new EarlyEnd([...heard.values()].join('')));
    };
    void channel.closed.then(giveUp);
    for (const { stream } of listeners) stream.resume();
  });
}
