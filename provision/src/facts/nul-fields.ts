import { FactError } from '../modules/fact-error.ts';

/** Reads what a script printed: fields that end in NUL each. Texts are UTF-8; what is none becomes U+FFFD. */
export class NulFields {
  readonly #bytes: Buffer;
  readonly #family: string;
  #offset = 0;

  constructor(bytes: Buffer, family: string) {
    this.#bytes = bytes;
    this.#family = family;
  }

  /** The next field, as bytes. @throws {FactError} where there is none */
  bytes(): Buffer {
    const end = this.#bytes.indexOf(0, this.#offset);
    if (end === -1) throw new FactError(this.#family, 'the output ends in the middle');
    const field = this.#bytes.subarray(this.#offset, end);
    this.#offset = end + 1;
    return field;
  }

  text(): string {
    return this.bytes().toString('utf8');
  }

  /** A number, whole or not. @throws {FactError} for what is none */
  number(radix = 10): number {
    const text = this.text();
    const value = radix === 10 ? Number(text) : Number.parseInt(text, radix);
    if (text === '' || Number.isNaN(value)) throw new FactError(this.#family, `${text} is not a number`);
    return value;
  }

  /** So many texts. */
  texts(count: number): readonly string[] {
    return Array.from({ length: count }, () => this.text());
  }

  isAtEnd(): boolean {
    return this.#offset >= this.#bytes.length;
  }
}

/**
 * The answers of a script that prints the same number of NUL-ended texts for each key: a row a key.
 * @throws {FactError} where there are fewer, or more
 */
export function nulRows(
  stdout: Buffer,
  { family, rows, width }: { readonly family: string; readonly rows: number; readonly width: number },
): readonly (readonly string[])[] {
  const fields = stdout.toString().split('\0');
  if (fields.length !== rows * width + 1) throw new FactError(family, 'the answer is incomplete');
  return Array.from({ length: rows }, (_, index) => fields.slice(index * width, (index + 1) * width));
}
