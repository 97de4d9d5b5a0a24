import { bytesText } from '../../report/duration-text.ts';
import type { FetchProgress } from '../../artifacts/watch.ts';
import type { Output } from '../command.ts';

/** How often lines are written anew: more is a blur. */
const INTERVAL_MS = 100;

/** A line for each file under way, while there are some. */
export class FetchLines {
  readonly #output: Output;
  readonly #now: () => number;
  readonly #lines = new Map<string, string>();
  #writtenMs = Number.NEGATIVE_INFINITY;

  constructor(output: Output, now: () => number) {
    this.#output = output;
    this.#now = now;
  }

  /** How far a file is. */
  show({ what, doneBytes, totalBytes }: FetchProgress): void {
    const share = totalBytes === undefined ? '' : ` of ${bytesText(totalBytes)}`;
    this.#lines.set(what, `${what}: ${bytesText(doneBytes)}${share}`);
    this.#write();
  }

  /** What a file waits for. */
  say(what: string, reason: string): void {
    this.#lines.set(what, `${what}: ${reason}`);
    this.#write();
  }

  /** A file is done with; what there is to say of it stays. */
  end(what: string, line: string): void {
    this.#lines.delete(what);
    this.#output.progress(undefined);
    this.#output.print(line);
    this.#writtenMs = Number.NEGATIVE_INFINITY;
    this.#write();
  }

  #write(): void {
    const nowMs = this.#now();
    if (nowMs - this.#writtenMs < INTERVAL_MS) return;
    this.#writtenMs = nowMs;
    this.#output.progress(this.#lines.size === 0 ? undefined : [...this.#lines.values()].join('\n'));
  }
}
