import { createInterface } from 'node:readline';

import type { Command } from '../shell/command.ts';
import type { HoldOptions } from './connection.ts';
import { CommandError } from './errors.ts';
import type { Channel } from './link.ts';
import type { ShellPool } from './shell-pool.ts';

/** A process on the machine that lives as long as its connection, and has a channel to itself. */
export class HeldProcess {
  readonly #host: string;
  readonly #command: Command;
  readonly #options: HoldOptions;
  #channel: Channel | undefined;
  #isStarted = false;

  constructor(host: string, command: Command, options: HoldOptions) {
    this.#host = host;
    this.#command = command;
    this.#options = options;
  }

  /** Starts it, and waits until it is ready. */
  async start(shells: ShellPool): Promise<void> {
    const { onLine, signal, again = this.#command } = this.#options;
    const command = this.#isStarted ? again : this.#command;
    const channel = await shells.openChannel((link) => link.openChannel('exec sh'));
    this.#channel = channel;
    const { promise: aborted, reject: abort } = Promise.withResolvers<never>();
    const onAbort = (): void => abort(signal?.reason as Error);
    const said: Buffer[] = [];
    channel.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const output = createInterface({ input: channel.stdout });
    const ready = new Promise<void>((resolve) => {
      output.on('line', (line) => (line === 'ready' ? resolve() : onLine(line)));
    });
    // A script on the shell's input ends with what reads the rest of it.
    channel.stdin.write(`${command.text}\n`);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    try {
      await Promise.race([ready, aborted, channel.closed.then(() => this.#ended(said))]);
      this.#isStarted = true;
    } catch (error) {
      channel.destroy();
      throw error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Lets it go, and waits until it is gone. */
  async stop(): Promise<void> {
    this.#channel?.stdin.end();
    await this.#channel?.closed;
  }

  #ended(said: readonly Buffer[]): never {
    throw new CommandError(this.#host, 'a process that should stay has ended', {
      command: this.#command.text,
      exitCode: 1,
      signal: undefined,
      stderr: Buffer.concat(said).toString(),
    });
  }
}
