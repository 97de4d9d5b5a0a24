import { kindOf } from '../source/issue-text.ts';
import type { Written } from './render.ts';

/** Writes a value as it is: text, numbers, true and false. Anything else has no one way to be text. */
export function plainText(value: unknown): Written {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return { text: String(value) };
  }
  return { refused: `text is expected here, this is ${kindOf(value)}` };
}
