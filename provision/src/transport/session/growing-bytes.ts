const FIRST_BYTES = 16 * 1024;

/** Bytes that come in pieces, each copied once into one piece of memory: a list of pieces would have to be joined, beside itself. */
export class GrowingBytes {
  #memory: Buffer = Buffer.alloc(0);
  /** Where what was not taken yet begins and ends in it. */
  #from = 0;
  #to = 0;

  get length(): number {
    return this.#to - this.#from;
  }

  append(piece: Uint8Array): void {
    if (this.#to + piece.length > this.#memory.length) this.#grow(this.length + piece.length);
    this.#memory.set(piece, this.#to);
    this.#to += piece.length;
  }

  /** Where the bytes stand in what is there, looked for from an index on; -1 where they do not. */
  indexOf(bytes: Uint8Array | number, from: number): number {
    return this.#view().indexOf(bytes, from);
  }

  /** Takes so many bytes away, and gives them: they are nobody else's from now on. */
  take(count: number): Buffer {
    const taken = this.#view().subarray(0, count);
    this.#from += taken.length;
    return taken;
  }

  #view(): Buffer {
    return this.#memory.subarray(this.#from, this.#to);
  }

  /** What was taken stays in the old memory, with whoever took it. */
  #grow(neededBytes: number): void {
    const rest = this.#view();
    this.#memory = Buffer.allocUnsafeSlow(Math.max(FIRST_BYTES, 2 * neededBytes));
    this.#memory.set(rest);
    this.#from = 0;
    this.#to = rest.length;
  }
}
