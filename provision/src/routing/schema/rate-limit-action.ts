import { z } from 'zod';

import { Regex } from './string-match.ts';

const EnvoyStringMatch = z.strictObject({
  exact: z.string().optional(),
  prefix: z.string().min(1).optional(),
  suffix: z.string().min(1).optional(),
  contains: z.string().min(1).optional(),
  safe_regex: z.strictObject({ regex: Regex.min(1) }).optional(),
  ignore_case: z.boolean().optional(),
});

const HeaderMatcher = z
  .strictObject({
    name: z.string().min(1),
    string_match: EnvoyStringMatch.optional(),
    present_match: z.boolean().optional(),
    invert_match: z.boolean().optional(),
  })
  .superRefine(({ string_match: text, present_match: isPresent }, context) => {
    const message = 'one of `string_match` and `present_match` must stand here, and only one';
    if ((text === undefined) === (isPresent === undefined)) context.addIssue({ code: 'custom', message });
    const { ignore_case: _case, ...tests } = text ?? { exact: '' };
    if (Object.values(tests).filter((test) => test !== undefined).length === 1) return;
    context.addIssue({ code: 'custom', message: 'exactly one test must stand here', path: ['string_match'] });
  });
/** Envoy's HeaderMatcher: a test of one header. */
export type HeaderMatcher = z.infer<typeof HeaderMatcher>;

/** What a request is asked in order to make one entry of a descriptor of it: exactly one of the four. */
export const RateLimitAction = z
  .strictObject({
    generic_key: z
      .strictObject({ descriptor_value: z.string().min(1), descriptor_key: z.string().optional() })
      .optional(),
    remote_address: z.strictObject({}).optional(),
    request_headers: z
      .strictObject({
        header_name: z.string().min(1),
        descriptor_key: z.string().min(1),
        skip_if_absent: z.boolean().optional(),
      })
      .optional(),
    header_value_match: z
      .strictObject({
        descriptor_key: z.string().optional(),
        descriptor_value: z.string().min(1),
        expect_match: z.boolean().optional(),
        headers: z.array(HeaderMatcher).min(1),
      })
      .optional(),
  })
  .refine((action) => Object.values(action).filter((each) => each !== undefined).length === 1, {
    error: 'exactly one kind of action must stand here',
  });
/** What a request is asked in order to make one entry of a descriptor of it: exactly one of the four. */
export type RateLimitAction = z.infer<typeof RateLimitAction>;
