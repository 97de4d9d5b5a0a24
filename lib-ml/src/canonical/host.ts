import { MAX_HOST_LENGTH } from '../limits.ts';
import { isBlank } from './trim.ts';

/**
 * A host as the canonical form has it: no trailing dots or blanks, no leading `www.` (however often), and of
 * more than 200 code points the last 200, because the registered domain is at the end.
 */
export function tidyHost(host: string): string {
  let end = host.length;
  while (end > 1 && (host[end - 1] === '.' || isBlank(host.charCodeAt(end - 1)))) end -= 1;
  let start = 0;
  while (end - start > 4 && host.startsWith('www.', start)) start += 4;
  return lastCodePoints(host.slice(start, end), MAX_HOST_LENGTH);
}

function lastCodePoints(text: string, count: number): string {
  if (text.length <= count) return text;
  return Array.from(text).slice(-count).join('');
}
