import { open, readFile, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';

import { describeFailure } from './ask-publisher.ts';
import { sightOf } from './cache.ts';
import { requestUrl } from './request.ts';
import type { RequestOptions } from './request.ts';

/** How often a transfer that was cut is taken up again without a single new byte. */
const MAX_IDLE_TRIES = 3;

export interface DownloadOptions extends RequestOptions {
  readonly onProgress: (doneBytes: number, totalBytes: number | undefined) => void;
  /** Between a cut and the next try. */
  readonly pause: (tries: number) => Promise<void>;
}

/** What a download came to. */
export type Downloaded =
  | { readonly kind: 'complete'; readonly isResumed: boolean }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Downloads a URL into a file; what an earlier try left there is not asked for again, unless the file changed at its
 * server. A transfer that is cut goes on where it ended, by itself. Nothing is said of the content yet.
 * @throws the signal's reason when that aborts
 */
export async function download(url: string, partial: string, options: DownloadOptions): Promise<Downloaded> {
  let isResumed = false;
  for (let idleTries = 0; ;) {
    const haveBytes = (await sightOf(partial))?.sizeBytes ?? 0;
    try {
      const attempt = await fetchRest(url, { partial, haveBytes }, options);
      isResumed ||= attempt.isResumed;
      if (attempt.refusal !== undefined) return { kind: 'refused', reason: attempt.refusal };
      return { kind: 'complete', isResumed };
    } catch (error) {
      options.signal.throwIfAborted();
      const nowBytes = (await sightOf(partial))?.sizeBytes ?? 0;
      idleTries = nowBytes > haveBytes ? 0 : idleTries + 1;
      isResumed ||= nowBytes > 0;
      if (!isWorthRetrying(error) || idleTries >= MAX_IDLE_TRIES) {
        return { kind: 'refused', reason: describeFailure(error) };
      }
      await options.pause(idleTries);
    }
  }
}

/** Throws away what a download left. */
export async function dropPartial(partial: string): Promise<void> {
  await rm(partial, { force: true });
  await rm(validatorFile(partial), { force: true });
}

interface Attempt {
  readonly isResumed: boolean;
  /** Why the server does not give it. */
  readonly refusal?: string;
}

async function fetchRest(
  url: string,
  { partial, haveBytes }: { readonly partial: string; readonly haveBytes: number },
  options: DownloadOptions,
): Promise<Attempt> {
  const validator = haveBytes > 0 ? await keptValidator(partial) : undefined;
  const range =
    haveBytes > 0 ? { range: `bytes=${haveBytes}-`, ...(validator && { 'if-range': validator }) } : {};
  const { response } = await requestUrl(url, { ...options, headers: { ...options.headers, ...range } });
  const { statusCode = 0, statusMessage } = response;
  // 416: there is nothing behind what we have. Whether it is all, and right, its digest tells.
  if (statusCode === 416 && haveBytes > 0) {
    response.destroy();
    return { isResumed: true };
  }
  if (statusCode !== 200 && statusCode !== 206) {
    response.destroy();
    return { isResumed: false, refusal: `HTTP ${statusCode} ${statusMessage ?? ''}`.trimEnd() };
  }
  const offset = statusCode === 206 ? haveBytes : 0;
  if (offset === 0) await keepValidator(partial, response);
  await write(response, { partial, offset }, options);
  return { isResumed: offset > 0 };
}

async function write(
  response: IncomingMessage,
  { partial, offset }: { readonly partial: string; readonly offset: number },
  { signal, onProgress }: DownloadOptions,
): Promise<void> {
  const length = response.headers['content-length'];
  const totalBytes = length === undefined ? undefined : offset + Number(length);
  let doneBytes = offset;
  // Each piece is on the disk before the next one is read: what came before a cut is not asked for again.
  await using file = await open(partial, offset > 0 ? 'a' : 'w');
  for await (const chunk of response as AsyncIterable<Buffer>) {
    signal.throwIfAborted();
    await file.writeFile(chunk);
    doneBytes += chunk.length;
    onProgress(doneBytes, totalBytes);
  }
}

/** What the server calls this state of the file: half of one and half of another would be refused only at the end. */
function validatorFile(partial: string): string {
  return `${partial}.validator`;
}

async function keepValidator(partial: string, { headers }: IncomingMessage): Promise<void> {
  const { etag, 'last-modified': modified } = headers;
  const strong = etag?.startsWith('"') === true ? etag : modified;
  if (strong === undefined) await rm(validatorFile(partial), { force: true });
  else await writeFile(validatorFile(partial), strong);
}

async function keptValidator(partial: string): Promise<string | undefined> {
  try {
    return await readFile(validatorFile(partial), 'utf8');
  } catch {
    // Without one the rest is asked for all the same: what comes of it is checked.
    return undefined;
  }
}

/** A full disk, or a name that nobody knows, does not get better by itself. */
function isWorthRetrying(error: unknown): boolean {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_STREAM_PREMATURE_CLOSE', 'EAI_AGAIN'].includes(code);
}
