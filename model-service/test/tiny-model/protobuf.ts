/** A protobuf field, ready to be put behind others. */
export type Field = Buffer;

const VARINT = 0;
const BYTES = 2;

/** A whole-number field. */
export function int(number: number, value: number): Field {
  return Buffer.concat([varint(number * 8 + VARINT), varint(value)]);
}

/** A field of text, of bytes, or of a message given by its fields. */
export function bytes(number: number, value: string | Uint8Array | readonly Field[]): Field {
  const content =
    typeof value === 'string'
      ? Buffer.from(value)
      : value instanceof Uint8Array
        ? value
        : Buffer.concat(value);
  return Buffer.concat([varint(number * 8 + BYTES), varint(content.length), content]);
}

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  while (rest > 127) {
    out.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...out, rest]);
}
