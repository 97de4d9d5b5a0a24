import { z } from 'zod';

import { Lab } from './schema.ts';

/** lab.yml's schema as editors read it (JSON Schema, draft 7), as text with a final newline. */
export function labJsonSchema(): string {
  const schema = z.toJSONSchema(Lab, { target: 'draft-7' });
  return `${JSON.stringify({ ...schema, title: 'lab.yml' }, undefined, 2)}\n`;
}
