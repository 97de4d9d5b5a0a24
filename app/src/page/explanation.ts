import { type JsonObject, isJsonObject } from './json-object.ts';

/** One part of an address, and what it did to the probability. */
export type Part = {
  /** What it is: `subdomain`, `domain`, `path`, `query`… */
  readonly kind: string;
  readonly text: string;
  /** Where it lies in the canonical text, in UTF-16 code units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /**
   * What this part does to the odds of phishing: 3 makes them three times as high as they are without it, 1 leaves them. Odds and not
   * probabilities, because near 0 and 1, where most verdicts are, a probability hardly moves whatever the part.
   */
  readonly oddsFactor: number;
};

/** The address as the model reads it, and its parts. */
export type Explanation = { readonly canonical: string; readonly parts: readonly Part[] };

/** Which way a part moved the odds. */
export type Direction = 'raises' | 'lowers' | 'neutral';

/** A stretch of the canonical text; `direction` is neutral where no part, or no part that matters, lies. */
export type Segment = { readonly text: string; readonly direction: Direction };

/** A tenth of the odds: less is not worth a reader's attention. */
const SMALLEST_FACTOR = 1.1;
/** Probabilities are taken as no nearer to 0 and 1 than this: beyond, their odds are noise. */
const MARGIN = 1e-6;

/** Which way a factor on the odds points. */
export function directionOf(oddsFactor: number): Direction {
  if (oddsFactor >= SMALLEST_FACTOR) return 'raises';
  return oddsFactor <= 1 / SMALLEST_FACTOR ? 'lowers' : 'neutral';
}

/**
 * Reads `canonical` and `explanation` of an answer with this probability; undefined where there is none, or where one of its parts is
 * not well formed.
 */
export function readExplanation(body: JsonObject, probability: number): Explanation | undefined {
  const { canonical, explanation } = body;
  if (typeof canonical !== 'string' || !Array.isArray(explanation)) return undefined;
  const parts: Part[] = [];
  for (const entry of explanation as readonly unknown[]) {
    const part = readPart(entry, probability);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { canonical, parts };
}

// The service's `effect` is the probability with the part minus the one without it.
function readPart(value: unknown, probability: number): Part | undefined {
  if (!isJsonObject(value)) return undefined;
  const { kind, text, start, end, effect } = value;
  if (
    typeof kind !== 'string' ||
    typeof text !== 'string' ||
    !isInteger(start) ||
    !isInteger(end) ||
    typeof effect !== 'number'
  ) {
    return undefined;
  }
  return { kind, text, start, end, oddsFactor: oddsOf(probability) / oddsOf(probability - effect) };
}

function oddsOf(probability: number): number {
  const inside = Math.min(1 - MARGIN, Math.max(MARGIN, probability));
  return inside / (1 - inside);
}

function isInteger(value: unknown): value is number {
  return Number.isInteger(value);
}

/** The parts that moved the odds noticeably, the strongest first. */
export function drivingParts(explanation: Explanation): readonly Part[] {
  return explanation.parts
    .filter((part) => directionOf(part.oddsFactor) !== 'neutral')
    .toSorted((a, b) => Math.abs(Math.log(b.oddsFactor)) - Math.abs(Math.log(a.oddsFactor)));
}

/** Cuts the canonical text at its driving parts. Where two overlap the stronger one counts; joined, the segments are the text again. */
export function segmentsOf(explanation: Explanation): readonly Segment[] {
  const { canonical } = explanation;
  const chosen: Part[] = [];
  for (const part of drivingParts(explanation)) {
    const isInside = 0 <= part.start && part.start < part.end && part.end <= canonical.length;
    const isFree = chosen.every((other) => part.end <= other.start || other.end <= part.start);
    if (isInside && isFree) chosen.push(part);
  }
  const segments: Segment[] = [];
  let position = 0;
  for (const part of chosen.toSorted((a, b) => a.start - b.start)) {
    segments.push({ text: canonical.slice(position, part.start), direction: 'neutral' });
    segments.push({ text: canonical.slice(part.start, part.end), direction: directionOf(part.oddsFactor) });
    position = part.end;
  }
  segments.push({ text: canonical.slice(position), direction: 'neutral' });
  return segments.filter((segment) => segment.text !== '');
}
