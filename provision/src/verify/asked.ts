import type { Check } from './run-checks.ts';
import { notAsked } from './verdict.ts';

/** The checks where what they look at is asked for; else, of each, that it is not, and why. */
export function whereAsked(isAsked: boolean, why: string, checks: readonly Check[]): readonly Check[] {
  return isAsked ? checks : checks.map(({ name }) => ({ name, look: async () => notAsked(why) }));
}
