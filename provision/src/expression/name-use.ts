import type { Place } from '../source/problem.ts';

/** A variable that an expression names. */
export interface NameUse {
  /** The root name: `k3s` of `k3s.version`. */
  readonly name: string;
  /** The keys behind it, as far as they stand there: `version` of `k3s.version`. */
  readonly keys: readonly string[];
  readonly place: Place;
  /** It may be missing: the argument of `defined(…)`, the first one of `default`. */
  readonly isOptional: boolean;
}
