import { z } from 'zod';

import { compileRegex } from '../regex/compile.ts';

/** A test of one text. A regular expression must fit the whole of it. */
export interface StringTest {
  readonly kind: 'exact' | 'prefix' | 'suffix' | 'contains' | 'regex' | 'present';
  /** Empty for `present`. */
  readonly value: string;
  readonly isCaseSensitive: boolean;
}

/** A test that only asks whether there is a text at all. */
export const PRESENT: StringTest = { kind: 'present', value: '', isCaseSensitive: true };

/** A regular expression in RE2's syntax; comes back as it stands. */
export const Regex = z.string().superRefine((pattern, context) => {
  const compiled = compileRegex(pattern);
  if ('error' in compiled)
    context.addIssue({ code: 'custom', message: `not a regular expression: ${compiled.error}` });
});

/** Istio's StringMatch: one of `exact`, `prefix`, `regex`; none of them, or the regex `*`, only asks for presence. */
export const StringMatch = z
  .strictObject({
    exact: z.string().optional(),
    prefix: z.string().optional(),
    regex: z.literal('*').or(Regex).optional(),
  })
  .transform((given, context): StringTest => {
    const tests = Object.entries(given).filter(([, value]) => value !== undefined);
    const [first, second] = tests;
    if (second) {
      context.addIssue({
        code: 'custom',
        message: 'only one of `exact`, `prefix` and `regex` may stand here',
      });
      return z.NEVER;
    }
    if (!first || (first[0] === 'regex' && first[1] === '*')) return PRESENT;
    return { kind: first[0] as 'exact' | 'prefix' | 'regex', value: first[1] ?? '', isCaseSensitive: true };
  });
