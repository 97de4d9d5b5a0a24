import { z } from 'zod';

const YES = /^(y|yes|on|true|t|1)$/i;
const YES_OR_NO = /^(y|yes|on|true|t|1|n|no|off|false|f|0)$/i;

/** A boolean; yes, no, on and off are taken too, for YAML 1.2 leaves them text. */
export const Flag = z
  .union([z.boolean(), z.string().regex(YES_OR_NO), z.literal([0, 1])], 'expected true or false')
  .transform((value) => (typeof value === 'string' ? YES.test(value) : Boolean(value)));

/** Text; a number is taken as it is written in decimal. */
export const Text = z.union([z.string(), z.number()], 'expected text').transform(String);

/** A whole number; one that a template rendered as text is taken too. */
export const WholeNumber = z
  .union([z.int(), z.string().regex(/^-?\d+$/)], 'expected a whole number')
  .transform(Number);

/** A number, e.g. of seconds; one that a template rendered as text is taken too. */
export const Amount = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)], 'expected a number')
  .transform(Number);

/** A list of texts; one text is split at its commas, as Ansible does. Empty parts are dropped. */
export const TextList = z
  .union([z.array(Text), Text], 'expected a list of texts')
  .transform((value) => (typeof value === 'string' ? value.split(',') : value))
  .transform((values) => values.map((each) => each.trim()).filter((each) => each !== ''));

/**
 * For `refine` of all arguments together: the message, and that the rule is judged only when every argument by itself is
 * sound. Otherwise a misspelt argument would be reported as missing, too.
 */
export function whenSound(message: string): {
  readonly error: string;
  readonly when: (payload: { readonly issues: readonly unknown[] }) => boolean;
} {
  return { error: message, when: ({ issues }) => issues.length === 0 };
}
