import type { Verdict } from '../verdict.ts';

/** A verdict in a line each: `ok`, what is wrong without what to do, or why it is not there. */
export function linesOf(verdict: Verdict): readonly string[] {
  switch (verdict.state) {
    case 'ok':
      return ['ok'];
    case 'failed':
      return verdict.causes.map(({ what }) => what);
    case 'not installed':
      return [`not installed: ${verdict.why}`];
  }
}
