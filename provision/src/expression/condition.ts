import type { Place } from '../source/problem.ts';

/** A condition in CEL, parsed once; of several all must hold. The fields that evaluate it belong to this folder. */
export interface Condition {
  /** As it was written; several are joined by ` && `. */
  readonly text: string;
  readonly place: Place;
}
