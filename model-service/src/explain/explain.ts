import { canonicalize } from '@remla-lab/lib-ml';

import { partsOf } from './parts.ts';
import type { Part, PartKind } from './parts.ts';

/** What a part of the URL did to the verdict. */
export interface Effect {
  readonly kind: PartKind;
  readonly text: string;
  /** UTF-16 offsets into the canonical form. */
  readonly start: number;
  readonly end: number;
  /** The probability less the probability without the part: positive drove towards phishing. */
  readonly effect: number;
}

export interface Explanation {
  readonly canonical: string;
  readonly effects: readonly Effect[];
}

/**
 * Explains a probability by occlusion: the URL is judged again without each of its parts in turn. Parts interact, so
 * the effects do not add up to the probability.
 */
export async function explain(
  url: string,
  predict: (urls: readonly string[]) => Promise<Float64Array>,
): Promise<Explanation> {
  const canonical = canonicalize(url);
  const parts = partsOf(canonical);
  const probabilities = await predict([url, ...parts.map(({ without }) => without)]);
  const whole = probabilities[0] ?? Number.NaN;
  return {
    canonical: canonical.text,
    effects: parts.map((part, index) => effectOf(part, whole - (probabilities[index + 1] ?? Number.NaN))),
  };
}

function effectOf({ kind, text, start, end }: Part, effect: number): Effect {
  return { kind, text, start, end, effect };
}
