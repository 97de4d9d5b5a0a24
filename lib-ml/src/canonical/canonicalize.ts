import { SEQUENCE_LENGTH } from '../limits.ts';
import { canonicalizePlain } from './fast-path.ts';
import { canonicalStep } from './parsed.ts';
import { decodePercent } from './percent.ts';
import { readScheme } from './scheme.ts';
import { trimBareEnd, trimBlanks } from './trim.ts';

/** The canonical form of a URL, with the places where its parts meet, as UTF-16 offsets into `text`. */
export interface CanonicalUrl {
  /** Begins with the host, unless the scheme has none (`mailto:`), and then with the scheme. */
  readonly text: string;
  /** Where the host and its port end: the first `/`, `?` or `#`. 0 where there is no host. */
  readonly hostEnd: number;
  /** Where the query or the fragment begins: the first `?` or `#` behind the host, else `text.length`. */
  readonly queryStart: number;
}

/** Two steps do for real URLs; more are needed by nested oddities, each of which undoes one layer. Bounds the time. */
const MAX_STEPS = 64;

/**
 * The form of a URL that models see, alike in training and in serving. Never throws; linear time.
 *
 * Canonicalising the text of a result again gives the same text: the steps are repeated until nothing
 * changes, so that neither double encoding nor a host that only appears after decoding hides anything.
 * Of what is nested more than 64 deep, which no URL in use is, 64 layers are undone.
 */
export function canonicalize(url: string): CanonicalUrl {
  return locate(canonicalizePlain(url) ?? canonicalizeFully(url));
}

/** `canonicalize` without the shortcut, for the test that holds both together. */
export function canonicalizeFully(url: string): string {
  let text = url;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = stepOnce(text);
    if (next === text) break;
    text = next;
  }
  return text;
}

function stepOnce(url: string): string {
  // What the URL parser does first: lone surrogates become U+FFFD, tabs and line ends vanish.
  const text = trimBlanks(url.toWellFormed().replace(/[\t\n\r]/g, ''));
  const reading = readScheme(text);
  if (reading.kind === 'opaque') return trimBareEnd(decodePercent(text).toLowerCase());
  return reading.rest === '' ? '' : trimBareEnd(canonicalStep(reading.rest));
}

/** Finds the parts of a text that is canonical already. */
function locate(text: string): CanonicalUrl {
  const authorityEnd = text.search(/[/?#]/);
  const hasHost = readScheme(text).kind === 'host';
  const hostEnd = !hasHost ? 0 : authorityEnd < 0 ? text.length : authorityEnd;
  const behind = text.slice(hostEnd).search(/[?#]/);
  return { text, hostEnd, queryStart: behind < 0 ? text.length : hostEnd + behind };
}

/**
 * The part of the canonical form that models see: its first 200 code points. It holds the whole host,
 * because the canonical form begins with it and keeps at most 200 code points of it.
 */
export function windowOf(canonical: CanonicalUrl, length: number = SEQUENCE_LENGTH): string {
  const { text } = canonical;
  if (text.length <= length) return text;
  let end = 0;
  for (let count = 0; count < length && end < text.length; count += 1) {
    end += text.codePointAt(end)! > 0xffff ? 2 : 1;
  }
  return text.slice(0, end);
}
