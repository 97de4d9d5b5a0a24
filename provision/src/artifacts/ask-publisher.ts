import { text } from 'node:stream/consumers';

import { sha256In } from './checksum-file.ts';
import { requestUrl } from './request.ts';
import type { RequestOptions } from './request.ts';
import type { Artifact } from './resolve.ts';

/** A list of sums is some kilobytes, the index of a large repository of charts some tens of megabytes; whatever is larger is neither. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What a publisher says of a file, or why it cannot be known. */
export type Published =
  | { readonly kind: 'published'; readonly sha256: string; readonly url: string }
  | { readonly kind: 'silent'; readonly reason: string };

/** Asks the publisher of an artifact for its SHA-256. @throws the signal's reason when that aborts */
export async function askPublisher(
  { file, checksumUrl: url }: Artifact,
  options: RequestOptions,
): Promise<Published> {
  if (url === undefined)
    return { kind: 'silent', reason: 'nobody publishes its SHA-256 (checksum_url: false)' };
  try {
    const { response } = await requestUrl(url, options);
    const { statusCode = 0, statusMessage = '' } = response;
    if (statusCode !== 200) {
      response.destroy();
      return { kind: 'silent', reason: `${url}: HTTP ${statusCode} ${statusMessage}` };
    }
    if (Number(response.headers['content-length'] ?? 0) > MAX_BYTES) {
      response.destroy();
      return { kind: 'silent', reason: `${url} is too large for a list of checksums` };
    }
    const sha256 = sha256In(await text(response), file);
    return sha256 === undefined
      ? { kind: 'silent', reason: `${url} has no SHA-256 of ${file}` }
      : { kind: 'published', sha256, url };
  } catch (error) {
    options.signal.throwIfAborted();
    return { kind: 'silent', reason: `${url}: ${describeFailure(error)}` };
  }
}

/** Why nobody answered. */
export function describeFailure(error: unknown): string {
  const { message, code, errors } = error as NodeJS.ErrnoException & { readonly errors?: readonly Error[] };
  // Of a host with several addresses: one failure for each.
  return errors?.[0]?.message || message || code || 'no answer';
}
