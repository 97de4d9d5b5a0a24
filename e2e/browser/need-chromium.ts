import { chromiumPath } from './chromium.ts';

/** Before the tests: says what is missing on this machine, instead of failing obscurely in each of them. */
export function setup(): void {
  chromiumPath();
}
