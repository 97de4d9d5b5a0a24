import { z } from 'zod';

import { LABELS } from '../upstream/prediction.ts';

// The same limits, and the same words, as model-service has: what is wrong is told without asking it, and told alike.
const MAX_URL_CHARACTERS = 8192;
const MAX_BATCH = 256;
const MAX_MODEL_CHARACTERS = 100;

const Url = z
  .string({ error: 'Expected a text.' })
  .min(1, { error: 'A URL must not be empty.' })
  .refine(isShort, { error: `A URL has at most ${MAX_URL_CHARACTERS} characters.` });

/** The body of `POST /predict`. */
export const InputBody = z.strictObject({ input: Url });

const OneUrl = z.strictObject({
  url: Url,
  explain: z.boolean({ error: 'Expected true or false.' }).optional(),
});
const ManyUrls = z.strictObject({
  urls: z
    .array(Url, { error: 'Expected a list of texts.' })
    .min(1, { error: 'Expected at least one URL.' })
    .max(MAX_BATCH, { error: `Expected at most ${MAX_BATCH} URLs.` }),
});

/** The body of `POST /api/v1/predict`: one address, or several. */
export type PredictBody = z.infer<typeof OneUrl> | z.infer<typeof ManyUrls>;

/** The schema that fits what was sent, so that faults are told about that form and not about both. */
export function predictBodyFor(body: unknown): z.ZodType<PredictBody> {
  return typeof body === 'object' && body !== null && Object.hasOwn(body, 'urls') ? ManyUrls : OneUrl;
}

/** The body of `POST /agree` and `/disagree`, where there is one: what was judged, how, and by which model (`name@version`). */
export const FeedbackBody = z.strictObject({
  input: Url.optional(),
  label: z.enum(LABELS).optional(),
  model: z.string().max(MAX_MODEL_CHARACTERS).optional(),
});

// Counted in code points; most texts are short enough to need no counting.
function isShort(text: string): boolean {
  if (text.length <= MAX_URL_CHARACTERS) return true;
  return text.length <= 2 * MAX_URL_CHARACTERS && Array.from(text).length <= MAX_URL_CHARACTERS;
}
