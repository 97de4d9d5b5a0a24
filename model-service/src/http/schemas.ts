import { z } from 'zod';

/** Characters (code points) of a URL. */
const MAX_URL_CHARACTERS = 8192;
const MAX_BATCH = 256;

const LabelName = z.enum(['phishing', 'legitimate']);
const Probability = z.number().min(0).max(1);

/** Any non-empty text: what no parser takes is judged as text. */
export const UrlText = z
  .string({ error: 'Expected a text.' })
  .min(1, { error: 'A URL must not be empty.' })
  .refine(isShort, { error: `A URL has at most ${MAX_URL_CHARACTERS} characters.` })
  .meta({ minLength: 1, maxLength: MAX_URL_CHARACTERS, examples: ['https://example.org/login'] });

/** `POST /predict`: the original's interface. */
export const PlainRequest = z.strictObject({ input: UrlText });
export const PlainAnswer = LabelName;

/** `POST /api/v1/predict` with one URL. */
export const SingleRequest = z.strictObject({
  url: UrlText,
  explain: z
    .boolean({ error: 'Expected true or false.' })
    .optional()
    .describe('whether the answer says what in the URL drove the verdict'),
});

/** `POST /api/v1/predict` with many. */
export const BatchRequest = z.strictObject({
  urls: z
    .array(UrlText, { error: 'Expected a list of texts.' })
    .min(1, { error: 'Expected at least one URL.' })
    .max(MAX_BATCH, { error: `Expected at most ${MAX_BATCH} URLs.` }),
});

const servedModel = {
  threshold: Probability.describe('phishing from this probability on'),
  model: z.string(),
  version: z.string().describe("the model's version"),
} as const;

const verdict = { label: LabelName, probability: Probability } as const;

export const Effect = z.strictObject({
  kind: z.enum(['subdomain', 'domain', 'host', 'port', 'path', 'query']),
  text: z.string(),
  start: z.int().min(0).describe('UTF-16 offset into the canonical form'),
  end: z.int().min(0),
  effect: z.number().min(-1).max(1).describe('the probability less the probability without this part'),
});

export const SingleAnswer = z.strictObject({ ...verdict, ...servedModel });
export const ExplainedAnswer = z.strictObject({
  ...verdict,
  ...servedModel,
  canonical: z.string().describe('the form of the URL that the model sees'),
  explanation: z.array(Effect),
});
export const BatchAnswer = z.strictObject({ predictions: z.array(z.strictObject(verdict)), ...servedModel });

/** `POST /agree` and `/disagree`; the body may be left out. */
export const Feedback = z.strictObject({
  input: UrlText.optional(),
  label: LabelName.optional(),
  model: z.string().max(100).optional().describe('the model that gave the verdict: name@version'),
});

/** `GET /api/v1/version`; the model's part is null while none is loaded. */
export const VersionAnswer = z.strictObject({
  service: z.string(),
  version: z.string(),
  release: z.string(),
  commit: z.string(),
  buildTime: z.string(),
  model: z.string().nullable(),
  modelVersion: z.string().nullable(),
  libVersion: z.string(),
});
export type VersionAnswer = z.infer<typeof VersionAnswer>;

/** A text has as many code points as UTF-16 units, or fewer: most texts need no counting. */
function isShort(text: string): boolean {
  if (text.length <= MAX_URL_CHARACTERS) return true;
  return text.length <= 2 * MAX_URL_CHARACTERS && Array.from(text).length <= MAX_URL_CHARACTERS;
}
