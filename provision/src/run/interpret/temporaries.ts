import { sh } from '../../shell/command.ts';
import type { Connection, Identity } from '../../transport/connection.ts';

/** What a task left on the machine for its own use, by file. Whatever is still there at its end is removed. */
export class Temporaries {
  readonly #connection: Connection;
  readonly #identity: Identity;
  /** File → what has to be removed: the file, or the folder that was made for it. */
  readonly #removals = new Map<string, string>();

  constructor(connection: Connection, identity: Identity) {
    this.#connection = connection;
    this.#identity = identity;
  }

  add(file: string, removal: string = file): void {
    this.#removals.set(file, removal);
  }

  has(file: string): boolean {
    return this.#removals.has(file);
  }

  /** The file itself is gone; a folder that was made for it is not. */
  taken(file: string): void {
    if (this.#removals.get(file) === file) this.#removals.delete(file);
  }

  /** Removes what is left, in one round trip; none where nothing is. */
  async remove(): Promise<void> {
    const removals = [...new Set(this.#removals.values())];
    this.#removals.clear();
    if (removals.length === 0) return;
    await this.#connection.execute(sh`rm -rf -- ${removals}`, { identity: this.#identity });
  }
}
