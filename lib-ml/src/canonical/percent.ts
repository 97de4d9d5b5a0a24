import { Buffer, isUtf8 } from 'node:buffer';

const PERCENT = 0x25;

/** The value of a hexadecimal digit given by its ASCII code, -1 for anything else. */
function hexValue(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/**
 * Replaces `%XX` by its byte until none is left, in place and in one pass: each byte is pushed, and
 * whenever the last three make an escape they collapse into one. Two escapes never overlap, so the
 * order does not matter, and `%252525…` costs linear time.
 *
 * @returns the number of bytes that remain at the start of the buffer.
 */
function collapseEscapes(bytes: Uint8Array): number {
  let length = 0;
  for (const byte of bytes) {
    bytes[length++] = byte;
    while (length >= 3 && bytes[length - 3] === PERCENT) {
      const high = hexValue(bytes[length - 2]!);
      const low = hexValue(bytes[length - 1]!);
      if (high < 0 || low < 0) break;
      length -= 2;
      bytes[length - 1] = high * 16 + low;
    }
  }
  return length;
}

function escapeByte(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

/** Reads UTF-8; a byte that belongs to no valid character is written as an escape. */
function readUtf8(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let text = '';
  let index = 0;
  while (index < bytes.length) {
    const lead = bytes[index]!;
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    const character = bytes.subarray(index, index + size);
    if (character.length === size && isUtf8(character)) {
      text += character.toString('utf8');
      index += size;
    } else {
      text += escapeByte(lead);
      index += 1;
    }
  }
  return text;
}

/**
 * Decodes percent-escapes to a fixed point (an attacker may encode twice), as UTF-8. What stays an
 * escape, in lower case: control characters (they would vanish or split the text) and bytes that are
 * not UTF-8. A `%` that begins no escape stays as it is.
 */
export function decodePercent(text: string): string {
  if (!text.includes('%')) return escapeControls(text);
  const bytes = Buffer.from(text, 'utf8');
  return escapeControls(readUtf8(bytes.subarray(0, collapseEscapes(bytes))));
}

function escapeControls(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return text.replace(/[\u0000-\u001f\u007f]/g, (control) => escapeByte(control.charCodeAt(0)));
}
