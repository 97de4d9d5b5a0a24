import {
  changeCase,
  changeScheme,
  changeSlash,
  changeWww,
  escapeLetters,
  type Mutation,
} from './harmless.ts';
import { padPath, padQuery } from './padding.ts';
import { rewordPath, rewordQuery, swapLetter } from './wording.ts';

/** One column of a card's table of mutations. */
export interface NamedMutation {
  readonly name: string;
  readonly mutate: Mutation;
  /** Whether it leaves the page as it is: then it must not cost more than 0.01 AUC. */
  readonly isHarmless: boolean;
}

/** Every mutation that cards report. */
export const MUTATIONS: readonly NamedMutation[] = [
  { name: 'scheme', mutate: changeScheme, isHarmless: true },
  { name: 'www', mutate: changeWww, isHarmless: true },
  { name: 'case', mutate: changeCase, isHarmless: true },
  { name: 'slash', mutate: changeSlash, isHarmless: true },
  { name: 'percent-encoding', mutate: escapeLetters, isHarmless: true },
  { name: 'padding', mutate: padQuery, isHarmless: true },
  { name: 'padding before the path', mutate: padPath, isHarmless: false },
  { name: 'path synonyms', mutate: rewordPath, isHarmless: false },
  { name: 'query synonyms', mutate: rewordQuery, isHarmless: false },
  { name: 'homoglyph', mutate: swapLetter, isHarmless: false },
];
