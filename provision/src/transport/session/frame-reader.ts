import type { Readable } from 'node:stream';

import { GrowingBytes } from './growing-bytes.ts';

/** What stood on a stream before a mark, and the words behind the mark. */
export interface Frame {
  readonly bytes: Buffer;
  readonly note: string;
}

const NEWLINE = 0x0a;

/**
 * Cuts a stream at lines `MARK note`. The mark is random, so that no output holds it by accident, and it is looked for in
 * new bytes alone: an output of megabytes is searched once.
 */
export class FrameReader {
  readonly #mark: Buffer;
  readonly #bytes = new GrowingBytes();
  /** Up to here there is no mark. */
  #searchedBytes = 0;
  readonly #frames: Frame[] = [];
  #waiting: ((frame: Frame | undefined) => void) | undefined;
  #hasEnded = false;

  constructor(stream: Readable, mark: string) {
    this.#mark = Buffer.from(`${mark} `);
    stream.on('data', (chunk: Buffer) => this.#push(chunk));
    const end = (): void => this.#end();
    stream.on('end', end);
    stream.on('close', end);
    // A stream that breaks ends; why it broke is the link's to say.
    stream.on('error', end);
    stream.resume();
  }

  /** The next frame; undefined when the stream ended before its mark came. One reader at a time. */
  next(): Promise<Frame | undefined> {
    const frame = this.#frames.shift();
    if (frame || this.#hasEnded) return Promise.resolve(frame);
    return new Promise((resolve) => {
      this.#waiting = resolve;
    });
  }

  /** Takes what came since the last mark: what a shell said before it went. */
  rest(): Buffer {
    return this.#bytes.take(this.#bytes.length);
  }

  #push(chunk: Buffer): void {
    const bytes = this.#bytes;
    bytes.append(chunk);
    for (;;) {
      const at = bytes.indexOf(this.#mark, this.#searchedBytes);
      const lineEnd = at === -1 ? -1 : bytes.indexOf(NEWLINE, at);
      if (lineEnd === -1) {
        // Its end may be the beginning of a mark, or the mark's line is not whole yet.
        this.#searchedBytes = at === -1 ? Math.max(0, bytes.length - this.#mark.length + 1) : at;
        return;
      }
      const frame = bytes.take(at);
      const line = bytes.take(lineEnd + 1 - at);
      this.#searchedBytes = 0;
      this.#emit({ bytes: frame, note: line.toString('latin1', this.#mark.length, line.length - 1) });
    }
  }

  #emit(frame: Frame): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting) waiting(frame);
    else this.#frames.push(frame);
  }

  #end(): void {
    this.#hasEnded = true;
    this.#waiting?.(undefined);
    this.#waiting = undefined;
  }
}
