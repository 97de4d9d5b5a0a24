import { z } from 'zod';

import { Text } from '../argument.ts';

/** A list of texts; a single one is a list of one. Nothing is split: selectors have commas of their own. */
export const Texts = z
  .union([z.array(Text), Text], 'expected a list of texts')
  .transform((texts) => (Array.isArray(texts) ? texts : [texts]));
