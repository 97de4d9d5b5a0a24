import type { Identity } from './connection.ts';
import type { Channel, Link } from './link.ts';
import { ShellSession } from './session/shell-session.ts';

/** Who waits for a place on the connection, or for a shell of an identity. */
interface Waiter {
  /** undefined: only a place will do. */
  readonly key: string | undefined;
  /** With a shell, or without one, and then with the place for it. */
  readonly grant: (session: ShellSession | undefined) => void;
}

/**
 * The channels of one link: never more at once than the machine takes, the rest in a queue. Shells stay open and are used
 * again by the same identity; where a place is wanted and a shell idles, the shell goes.
 */
export class ShellPool {
  readonly #host: string;
  readonly #link: Link;
  readonly #lockFiles: readonly string[];
  readonly #idle: { readonly key: string; readonly session: ShellSession }[] = [];
  readonly #queue: Waiter[] = [];
  /** Shells that are being opened ahead, by key. */
  readonly #warming = new Map<string, Promise<unknown>>();
  #used = 0;
  #lastUpload: Promise<unknown> = Promise.resolve();

  /** @param lockFiles what may be the machine's lock, in order */
  constructor(host: string, link: Link, lockFiles: readonly string[]) {
    this.#host = host;
    this.#link = link;
    this.#lockFiles = lockFiles;
  }

  /** Does something with a shell of the identity, which nobody else uses meanwhile. */
  async withShell<T>(identity: Identity, use: (session: ShellSession) => Promise<T>): Promise<T> {
    const key = keyOf(identity);
    await this.#warming.get(key);
    const session = this.#takeIdle(key) ?? (await this.#wait(key)) ?? (await this.#openShell(identity));
    try {
      return await use(session);
    } finally {
      this.#giveBack(key, session);
    }
  }

  /** Opens a shell of the identity ahead, if there is none: whoever wants it next waits for it. */
  async warm(identity: Identity): Promise<void> {
    const key = keyOf(identity);
    if (this.#warming.has(key) || this.#idle.some((entry) => entry.key === key)) return;
    const opening = this.withShell(identity, async () => undefined);
    // Whoever waits for it finds no shell then, opens one, and hears why that fails.
    const done = opening.catch(() => undefined).finally(() => this.#warming.delete(key));
    this.#warming.set(key, done);
    await opening;
  }

  /**
   * Does something that takes several places at once, one after the other with all that do: they share one connection anyway,
   * and none waits for a place that another holds.
   */
  uploadAlone<T>(use: () => Promise<T>): Promise<T> {
    const done = this.#lastUpload.then(use);
    this.#lastUpload = done.catch(() => undefined);
    return done;
  }

  /** A process of its own on the machine. Its place is free again when it is gone. */
  async openChannel(open: (link: Link) => Promise<Channel>): Promise<Channel> {
    await this.takePlace();
    return this.#openInPlace(open);
  }

  /** Waits for a place on the connection; whoever got it gives it back. */
  async takePlace(): Promise<void> {
    await this.#wait(undefined);
  }

  freePlace(): void {
    const next = this.#queue.shift();
    if (next) next.grant(undefined);
    else this.#used -= 1;
  }

  /** Lets all idle shells clear up and go. */
  async close(): Promise<void> {
    const shells = this.#idle.splice(0);
    await Promise.all(shells.map(({ session }) => session.close()));
  }

  /** A shell of the key that was given back, or undefined and a place. */
  #wait(key: string | undefined): Promise<ShellSession | undefined> {
    if (this.#used < this.#link.maxChannels) {
      this.#used += 1;
      return Promise.resolve(undefined);
    }
    const { promise, resolve } = Promise.withResolvers<ShellSession | undefined>();
    this.#queue.push({ key, grant: resolve });
    this.#evict();
    return promise;
  }

  /** Closes a shell that idles. Its place comes back when it is gone, and its files go with it: those without go first. */
  #evict(): void {
    const at = Math.max(
      0,
      this.#idle.findIndex(({ session }) => !session.hasFiles),
    );
    void this.#idle.splice(at, 1)[0]?.session.close();
  }

  #takeIdle(key: string): ShellSession | undefined {
    for (;;) {
      const at = this.#idle.findIndex((entry) => entry.key === key);
      if (at === -1) return undefined;
      const [entry] = this.#idle.splice(at, 1);
      if (entry?.session.isAlive) return entry.session;
    }
  }

  #openShell(identity: Identity): Promise<ShellSession> {
    return ShellSession.open(this.#host, identity, {
      open: (command) => this.#openInPlace((link) => link.openChannel(command)),
      lockFiles: this.#lockFiles,
    });
  }

  async #openInPlace(open: (link: Link) => Promise<Channel>): Promise<Channel> {
    try {
      const channel = await open(this.#link);
      void channel.closed.then(() => this.freePlace());
      return channel;
    } catch (error) {
      this.freePlace();
      throw error;
    }
  }

  #giveBack(key: string, session: ShellSession): void {
    if (!session.isAlive) return;
    const at = this.#queue.findIndex((waiter) => waiter.key === key);
    if (at !== -1) {
      this.#queue.splice(at, 1)[0]?.grant(session);
      return;
    }
    this.#idle.push({ key, session });
    if (this.#queue.length > 0) this.#evict();
  }
}

/** Who gives another password gets a shell of his own, and learns whether the password is right. */
function keyOf({ becomeUser, becomePassword }: Identity): string {
  return JSON.stringify([becomeUser, becomePassword?.reveal()]);
}
