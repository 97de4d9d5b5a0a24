import { setTimeout as pause } from 'node:timers/promises';
import type { Readable } from 'node:stream';

import { LabError } from '../errors.ts';
import type { Command } from '../shell/command.ts';
import type {
  AskOptions,
  Connection,
  Content,
  ExecuteOptions,
  HoldOptions,
  Identity,
  Output,
  SendOptions,
  WarmOptions,
} from './connection.ts';
import { ConnectError } from './errors.ts';
import { HeldProcess } from './held-process.ts';
import type { Link } from './link.ts';
import { lockFiles } from './lock-files.ts';
import { receiveFile } from './send/receive.ts';
import { sendContent } from './send/send.ts';
import { askSession } from './session/ask.ts';
import { endTree } from './session/end-tree.ts';
import { executeInSession } from './session/execute.ts';
import { ShellPool } from './shell-pool.ts';

/** How long to wait before each new try to open a connection that was lost: 7.75 s in all. */
const BACK_OFF_MS = [250, 500, 1_000, 2_000, 4_000];

const END_TIMEOUT_MS = 5_000;

/** What a connection is made of. */
export interface ConnectionParts {
  readonly host: string;
  /** Opens a way to the machine. @throws {ConnectError} @throws {HostKeyError} */
  readonly openLink: (signal: AbortSignal | undefined) => Promise<Link>;
  /** Between TERM and KILL. @default 10 */
  readonly graceSeconds?: number;
  /** @default the first of the usual ones that can be written */
  readonly lockFile?: string;
  /** For tests. */
  readonly sleep?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** An open link and its shells. */
interface Open {
  readonly link: Link;
  readonly shells: ShellPool;
}

/** A `Connection` over whatever link leads to the machine. */
export class MachineConnection implements Connection {
  readonly host: string;
  readonly #parts: ConnectionParts;
  #open: Promise<Open> | undefined;
  /** A machine that has answered before is waited for; one that never did is reported at once. */
  #hasAnswered = false;
  #roundTrips = 0;
  readonly #held = new Set<HeldProcess>();
  readonly #count = (): void => {
    this.#roundTrips += 1;
  };

  constructor(parts: ConnectionParts) {
    this.host = parts.host;
    this.#parts = parts;
  }

  get lockFiles(): readonly string[] {
    return lockFiles(this.#parts.lockFile);
  }

  get roundTrips(): number {
    return this.#roundTrips;
  }

  async ask(scripts: readonly Command[], options: AskOptions): Promise<readonly Output[]> {
    if (scripts.length === 0) return [];
    return this.#again(options.signal, async ({ shells }) =>
      shells.withShell(options.identity, (session) => {
        this.#count();
        return askSession(session, scripts, {
          ...options,
          onCut: () => this.#endScripts(shells, options.identity, session.processId),
        });
      }),
    );
  }

  async execute(command: Command, options: ExecuteOptions): Promise<Output> {
    options.signal?.throwIfAborted();
    const { shells } = await this.#opened(options.signal);
    return shells.withShell(options.identity, (session) =>
      executeInSession(session, command, {
        ...options,
        host: this.host,
        graceSeconds: this.#parts.graceSeconds ?? 10,
        onRoundTrip: this.#count,
      }),
    );
  }

  async send(content: Content, options: SendOptions): Promise<{ path: string; sha256: string }> {
    options.signal?.throwIfAborted();
    const { link, shells } = await this.#opened(options.signal);
    return sendContent(content, { ...options, host: this.host, link, shells, onRoundTrip: this.#count });
  }

  async receive(path: string, options: SendOptions): Promise<Readable> {
    return receiveFile(this, path, options);
  }

  async hold(command: Command, options: HoldOptions): Promise<AsyncDisposable> {
    const { shells } = await this.#opened(options.signal);
    const held = new HeldProcess(this.host, command, options);
    await held.start(shells);
    this.#held.add(held);
    return {
      [Symbol.asyncDispose]: async () => {
        this.#held.delete(held);
        await held.stop();
      },
    };
  }

  warm({ identity, signal }: WarmOptions): void {
    const warming = this.#opened(signal).then(({ shells }) => identity && shells.warm(identity));
    warming.catch((error: unknown) => {
      if (!(error instanceof LabError) && !signal?.aborted) throw error;
    });
  }

  async reset(): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    const parts = await open?.catch(() => undefined);
    if (!parts) return;
    await Promise.race([parts.shells.close(), parts.link.lost]);
    await parts.link.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.reset();
  }

  /** Does what may be done twice, again on a new connection when the first was lost. */
  async #again<T>(signal: AbortSignal | undefined, attempt: (open: Open) => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      const open = await this.#opened(signal);
      try {
        return await attempt(open);
      } catch (error) {
        if (!(error instanceof ConnectError && error.isLost) || tries === BACK_OFF_MS.length) throw error;
      }
      // The link's own word follows that of its channels.
      await this.#sleep(BACK_OFF_MS[tries] ?? 0, signal);
    }
  }

  /** Ends a shell whose script does not come back, and all that it began; another shell of the same user may do that. */
  async #endScripts(shells: ShellPool, identity: Identity, processId: number): Promise<void> {
    try {
      await shells.withShell(identity, (session) =>
        askSession(session, [endTree(processId)], { timeoutMs: END_TIMEOUT_MS }),
      );
    } catch (error) {
      // The machine hangs altogether: then the shell ends with its connection.
      if (!(error instanceof LabError)) throw error;
    }
  }

  #opened(signal: AbortSignal | undefined): Promise<Open> {
    if (this.#open) return this.#open;
    const opening = this.#connect(signal);
    this.#open = opening;
    const forget = (): void => {
      // A reset may have put another one in its place.
      if (this.#open === opening) this.#open = undefined;
    };
    opening.then(({ link }) => link.lost).then(forget, forget);
    return opening;
  }

  async #connect(signal: AbortSignal | undefined): Promise<Open> {
    for (const waitMs of [...(this.#hasAnswered ? BACK_OFF_MS : []), undefined]) {
      try {
        return await this.#connectOnce(signal);
      } catch (error) {
        if (waitMs !== undefined && error instanceof ConnectError && !signal?.aborted) {
          await this.#sleep(waitMs, signal);
          continue;
        }
        throw error;
      }
    }
    throw new Error('unreachable: the last try throws');
  }

  async #connectOnce(signal: AbortSignal | undefined): Promise<Open> {
    const link = await this.#parts.openLink(signal);
    this.#hasAnswered = true;
    const open = { link, shells: new ShellPool(this.host, link, this.lockFiles) };
    try {
      for (const held of this.#held) await held.start(open.shells);
    } catch (error) {
      await link.close();
      throw error;
    }
    return open;
  }

  #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    return this.#parts.sleep?.(ms, signal) ?? pause(ms, undefined, signal ? { signal } : {});
  }
}
