/** One thing that is wrong. */
export interface Cause {
  /** One sentence without a full stop, e.g. `v2 began 49.1 % of 1000 sessions, lab.yml says 10 %`. */
  readonly what: string;
  /** What to do, or the command that shows more. */
  readonly mend?: string | undefined;
}

/** How a part of the lab is. */
export type Verdict =
  | { readonly state: 'ok'; readonly details: string }
  | { readonly state: 'failed'; readonly causes: readonly Cause[] }
  /** `isWanted`: lab.yml asks for it all the same. */
  | {
      readonly state: 'not installed';
      readonly why: string;
      readonly isWanted: boolean;
      readonly mend?: string | undefined;
    };

/** It works; `details` say what was seen. */
export function ok(details: string): Verdict {
  return { state: 'ok', details };
}

/** It does not work. */
export function failed(...causes: readonly Cause[]): Verdict {
  return { state: 'failed', causes };
}

/** Works where there is no cause why not. */
export function judged(causes: readonly Cause[], details: string): Verdict {
  return causes.length === 0 ? ok(details) : failed(...causes);
}

/** lab.yml does not ask for it, or it cannot be where the lab runs. */
export function notAsked(why: string): Verdict {
  return { state: 'not installed', why, isWanted: false };
}

/** lab.yml asks for it, and nothing of it is there. */
export function notThere(why: string, mend: string): Verdict {
  return { state: 'not installed', why, isWanted: true, mend };
}
