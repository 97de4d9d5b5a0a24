import { randomBytes } from 'node:crypto';

import type { Identity } from '../connection.ts';
import { ConnectError } from '../errors.ts';
import type { Channel } from '../link.ts';
import { bootScript } from './boot-script.ts';
import { FrameReader } from './frame-reader.ts';
import { greet, shellRefused } from './greet.ts';

/** What the shell answered to one line of ours. */
export interface Answer {
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** The words behind the mark: an exit status, mostly. */
  readonly note: string;
}

/**
 * A shell on the machine that stays: lines go in, answers come out in the same order. One caller at a time (ShellPool sees
 * to that); only `send` may be called while an answer is awaited.
 */
export class ShellSession {
  readonly #host: string;
  readonly #channel: Channel;
  readonly #stdout: FrameReader;
  readonly #stderr: FrameReader;
  #count = 0;
  #hasFiles = false;
  #processId = 0;
  #isGone = false;

  private constructor(host: string, channel: Channel, mark: string) {
    this.#host = host;
    this.#channel = channel;
    this.#stdout = new FrameReader(channel.stdout, mark);
    this.#stderr = new FrameReader(channel.stderr, mark);
    const leave = (): void => {
      this.#isGone = true;
    };
    void channel.closed.then(leave);
  }

  /**
   * A shell as the identity's user. `open` starts a command on the machine; `lockFiles`: what may be the machine's lock.
   * @throws {BecomeError} when the user cannot be become @throws {ConnectError} when no shell answers
   */
  static async open(
    host: string,
    identity: Identity,
    {
      open,
      lockFiles,
    }: { readonly open: (command: string) => Promise<Channel>; readonly lockFiles: readonly string[] },
  ): Promise<ShellSession> {
    const nonce = randomBytes(8).toString('hex');
    const mark = `lab-${randomBytes(12).toString('hex')}`;
    const channel = await greet(host, identity, { nonce, open });
    const session = new ShellSession(host, channel, mark);
    session.send(bootScript({ mark, nonce, lockFiles }));
    try {
      await session.#becomeReady(identity);
    } catch (error) {
      channel.destroy();
      throw error;
    }
    return session;
  }

  /** Whether it can still be used. */
  get isAlive(): boolean {
    return !this.#isGone;
  }

  /** On the machine. What the shell starts in its own group (scripts of `ask`) can be ended by it. */
  get processId(): number {
    return this.#processId;
  }

  /** Somebody was given the path of a file in the shell's folders, which go with the shell. */
  get hasFiles(): boolean {
    return this.#hasFiles;
  }

  keepsFiles(): void {
    this.#hasFiles = true;
  }

  /** A number that no other command of this shell has. */
  nextNumber(): number {
    this.#count += 1;
    return this.#count;
  }

  /** Sends lines to the shell; bytes among them as they are. */
  send(...parts: readonly (string | Buffer)[]): void {
    if (this.#isGone) return;
    this.#channel.stdin.write(Buffer.concat(parts.map((part) => Buffer.from(part))));
  }

  /** Writes to whatever reads the shell's input now, and waits until it has taken it. @throws {ConnectError} */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.#isGone) throw this.#lost();
    if (this.#channel.stdin.write(bytes)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#channel.stdin.once('drain', resolve);
    await Promise.race([promise, this.#channel.closed]);
    this.#channel.stdin.off('drain', resolve);
  }

  /** The next answer. @throws {ConnectError} when the shell went instead */
  async answer(): Promise<Answer> {
    const [stdout, stderr] = await Promise.all([this.#stdout.next(), this.#stderr.next()]);
    if (!stdout || !stderr) {
      this.#isGone = true;
      throw this.#lost();
    }
    return { stdout: stdout.bytes, stderr: stderr.bytes, note: stdout.note };
  }

  /** Lets the shell clear up and go. */
  async close(): Promise<void> {
    if (!this.#isGone) this.#channel.stdin.end();
    await this.#channel.closed;
  }

  /** Cuts it off: what it does is not to be trusted any more. */
  destroy(): void {
    this.#isGone = true;
    this.#channel.destroy();
  }

  #lost(): ConnectError {
    return new ConnectError(this.#host, 'the connection was lost while something ran there', {
      isLost: true,
      hint: 'what had been done by then is done; run again',
    });
  }

  async #becomeReady({ becomeUser }: Identity): Promise<void> {
    const [stdout, stderr] = await Promise.all([this.#stdout.next(), this.#stderr.next()]);
    const [word, processId] = stdout?.note.split(' ') ?? [];
    if (stdout && stderr && word === 'ready') {
      this.#processId = Number(processId);
      return;
    }
    const said = Buffer.concat([this.#stderr.rest(), this.#stdout.rest()]).toString().trim();
    throw shellRefused(this.#host, { becomeUser, said, word });
  }
}
