import { isJsonObject } from './json-object.ts';

/** One part of an address, and what it did to the probability. */
export type Part = {
  /** What it is: `subdomain`, `domain`, `path`, `query`… */
  readonly kind: string;
  readonly text: string;
  /** Where it lies in the canonical text, in UTF-16 code units; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  /** Probability with this part minus the probability without it: above 0 it raises. */
  readonly effect: number;
};

/** The address as the model reads it, and its parts. */
export type Explanation = { readonly canonical: string; readonly parts: readonly Part[] };

/** Which way a part moved the probability. */
export type Direction = 'raises' | 'lowers' | 'neutral';

/** A stretch of the canonical text; `direction` is neutral where no part, or no part that matters, lies. */
export type Segment = { readonly text: string; readonly direction: Direction };

/** Half a percentage point: less is not worth a reader's attention. */
const SMALLEST_EFFECT = 0.005;

/** Which way an effect points. */
export function directionOf(effect: number): Direction {
  if (effect >= SMALLEST_EFFECT) return 'raises';
  return effect <= -SMALLEST_EFFECT ? 'lowers' : 'neutral';
}

/** Reads `canonical` and `explanation` of an answer; undefined where there is none, or where one of its parts is not well formed. */
export function readExplanation(body: Readonly<Record<string, unknown>>): Explanation | undefined {
  const { canonical, explanation } = body;
  if (typeof canonical !== 'string' || !Array.isArray(explanation)) return undefined;
  const parts: Part[] = [];
  for (const entry of explanation as readonly unknown[]) {
    const part = readPart(entry);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return { canonical, parts };
}

function readPart(value: unknown): Part | undefined {
  if (!isJsonObject(value)) return undefined;
  const { kind, text, start, end, effect } = value;
  if (
    typeof kind !== 'string' ||
    typeof text !== 'string' ||
    typeof start !== 'number' ||
    typeof end !== 'number' ||
    typeof effect !== 'number'
  ) {
    return undefined;
  }
  return { kind, text, start, end, effect };
}

/** The parts that moved the probability noticeably, the strongest first. */
export function drivingParts(explanation: Explanation): readonly Part[] {
  return explanation.parts
    .filter((part) => directionOf(part.effect) !== 'neutral')
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
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
    segments.push({ text: canonical.slice(part.start, part.end), direction: directionOf(part.effect) });
    position = part.end;
  }
  segments.push({ text: canonical.slice(position), direction: 'neutral' });
  return segments.filter((segment) => segment.text !== '');
}
