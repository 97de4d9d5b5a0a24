import type { Readable } from 'node:stream';

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
  #chunks: Buffer[] = [];
  /** The end of what came: perhaps the beginning of a mark, or a mark whose line is not whole yet. */
  #carry: Buffer = Buffer.alloc(0);
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

  /** What came since the last mark: what a shell said before it went. */
  rest(): Buffer {
    return Buffer.concat([...this.#chunks, this.#carry]);
  }

  #push(chunk: Buffer): void {
    let bytes = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk;
    for (;;) {
      const at = bytes.indexOf(this.#mark);
      const lineEnd = at === -1 ? -1 : bytes.indexOf(NEWLINE, at);
      if (lineEnd === -1) {
        const kept = at === -1 ? Math.max(0, bytes.length - this.#mark.length + 1) : at;
        this.#chunks.push(bytes.subarray(0, kept));
        this.#carry = bytes.subarray(kept);
        return;
      }
      this.#chunks.push(bytes.subarray(0, at));
      this.#emit(bytes.toString('latin1', at + this.#mark.length, lineEnd));
      bytes = bytes.subarray(lineEnd + 1);
    }
  }

  #emit(note: string): void {
    const frame = { bytes: Buffer.concat(this.#chunks), note };
    this.#chunks = [];
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
