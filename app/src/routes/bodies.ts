import { z } from 'zod';

import { LABELS } from '../upstream/prediction.ts';

const MAX_URL_LENGTH = 8_192;
const MAX_URLS = 256;
/** `name@version` of a model; longer names nothing that exists. */
const MAX_MODEL_LENGTH = 200;

const Url = z
  .string({ error: 'Expected text: the address to judge.' })
  .min(1, { error: 'The address is empty.' })
  .refine((text) => text.length <= MAX_URL_LENGTH || Array.from(text).length <= MAX_URL_LENGTH, {
    error: `The address is longer than ${MAX_URL_LENGTH} characters.`,
  });

/** The body of `POST /predict`. */
export const InputBody = z.strictObject({ input: Url });

const OneUrl = z.strictObject({ url: Url, explain: z.boolean().optional() });
const ManyUrls = z.strictObject({
  urls: z
    .array(Url)
    .min(1, { error: 'Expected at least one address.' })
    .max(MAX_URLS, { error: `Expected at most ${MAX_URLS} addresses.` }),
});

/** The body of `POST /api/v1/predict`: one address, or several. */
export type PredictBody = z.infer<typeof OneUrl> | z.infer<typeof ManyUrls>;

/** The schema that fits what was sent, so that faults are told about that form and not about both. */
export function predictBodyFor(body: unknown): z.ZodType<PredictBody> {
  return typeof body === 'object' && body !== null && 'urls' in body ? ManyUrls : OneUrl;
}

/** The body of `POST /agree` and `/disagree`, where there is one: what was judged, how, and by which model (`name@version`). */
export const FeedbackBody = z.strictObject({
  input: Url.optional(),
  label: z.enum(LABELS).optional(),
  model: z.string().min(1).max(MAX_MODEL_LENGTH).optional(),
});
