import { Secret } from './secret.ts';

/** Shorter ones stand in ordinary words, and hide nothing that could not be guessed. */
const SHORTEST_SECRET = 4;

/** Replaces secrets by *** in text that goes to people and files. */
export interface Scrubber {
  /** Has a secret replaced from now on, in each form that it is usually written in. */
  add(secret: Secret | string): void;
  /** The text without secrets. */
  scrub(text: string): string;
  /** Any plain value, its texts and keys without secrets. */
  scrubValue<T>(value: T): T;
  /** For text that comes in pieces: a secret may be cut in two. */
  stream(): ScrubbedStream;
}

/** Text in pieces. What may be the beginning of a secret is kept until the next piece tells. */
export interface ScrubbedStream {
  push(piece: string): string;
  /** What was kept. */
  end(): string;
}

/** A scrubber that knows no secret yet. */
export function createScrubber(): Scrubber {
  const forms = new Set<string>();
  let pattern: RegExp | undefined;
  const scrub = (text: string): string => (pattern ? text.replace(pattern, () => '***') : text);
  const scrubAny = (value: unknown): unknown => {
    if (typeof value === 'string') return scrub(value);
    if (Array.isArray(value)) return value.map(scrubAny);
    if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
      return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [scrub(key), scrubAny(entry)]));
  };
  return {
    add: (secret) => {
      const text = secret instanceof Secret ? secret.reveal() : secret;
      if (text.length < SHORTEST_SECRET) return;
      for (const form of formsOf(text)) forms.add(form);
      // The longest first: a secret may hold another one.
      const alternatives = [...forms].sort((a, b) => b.length - a.length).map((form) => RegExp.escape(form));
      pattern = new RegExp(alternatives.join('|'), 'g');
    },
    scrub,
    scrubValue: (value) => scrubAny(value) as typeof value,
    stream: () => {
      let kept = '';
      return {
        push: (piece) => {
          const text = scrub(kept + piece);
          const keptLength = Math.max(0, ...[...forms].map((form) => begunLength(text, form)));
          kept = text.slice(text.length - keptLength);
          return text.slice(0, text.length - keptLength);
        },
        end: () => {
          const rest = kept;
          kept = '';
          return rest;
        },
      };
    },
  };
}

/** The secret as it is, in a URL, in JSON, and in Base64 at each of the three places where it can begin there. */
function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    // Characters of 6 bits that hang on the secret alone, not on its neighbours.
    return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...base64,
    ...base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_')),
  ].filter((form) => form.length >= SHORTEST_SECRET);
}

/** How much of the form the text ends with, less than all of it. */
function begunLength(text: string, form: string): number {
  for (let length = Math.min(form.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(form.slice(0, length))) return length;
  }
  return 0;
}
