import type { IncomingMessage } from 'node:http';

import type { RequestHandler } from 'express';

import { ProblemError } from './problem.ts';

export interface JsonBodyOptions {
  readonly limitBytes: number;
  /** Whether a request without any body is let through, `request.body` staying undefined. @default false */
  readonly isOptional?: boolean;
}

const MEDIA_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([\w-]+)"?/i;

/**
 * Reads a JSON body into `request.body` (`unknown`: a schema has to look at it). Smaller than a general body parser on
 * purpose: no compression, UTF-8 only, which is what an exact limit and a hot path want.
 *
 * @throws {ProblemError} 400 malformed or missing, 413 above the limit, 415 media type, charset or encoding
 */
export function jsonBody({ limitBytes, isOptional = false }: JsonBodyOptions): RequestHandler {
  return function readJsonBody(request, _response, next) {
    if (isOptional && !hasBody(request)) {
      next();
      return;
    }
    const refusal = refuse(request, limitBytes);
    if (refusal !== undefined) {
      next(refusal);
      return;
    }
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    const onData = (chunk: Buffer): void => {
      sizeBytes += chunk.length;
      if (sizeBytes <= limitBytes) {
        chunks.push(chunk);
        return;
      }
      // The rest is read and thrown away, so that the client gets to see the answer instead of a reset.
      stop();
      request.resume();
      next(tooLarge(limitBytes));
    };
    const onEnd = (): void => {
      stop();
      if (isOptional && sizeBytes === 0) {
        next();
        return;
      }
      const parsed = parse(chunks);
      if (parsed instanceof ProblemError) {
        next(parsed);
        return;
      }
      request.body = parsed.value;
      next();
    };
    const onError = (cause: Error): void => {
      stop();
      next(new ProblemError('bad-request', { detail: 'The body ended too early.', cause }));
    };
    const stop = (): void => {
      request.off('data', onData).off('end', onEnd).off('error', onError);
      // A connection that breaks later must not become an uncaught 'error'.
      request.on('error', () => {});
    };
    request.on('data', onData).on('end', onEnd).on('error', onError);
  };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

function refuse({ headers }: IncomingMessage, limitBytes: number): ProblemError | undefined {
  const type = headers['content-type'] ?? '';
  const unsupported = (detail: string): ProblemError =>
    new ProblemError('unsupported-media-type', { detail });
  if (!MEDIA_TYPE.test(type)) return unsupported('Send Content-Type: application/json.');
  const charset = CHARSET.exec(type)?.[1]?.toLowerCase();
  if (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8') {
    return unsupported('The only charset is utf-8.');
  }
  const encoding = headers['content-encoding']?.toLowerCase();
  if (encoding !== undefined && encoding !== 'identity') return unsupported('Send the body uncompressed.');
  if (Number(headers['content-length'] ?? 0) > limitBytes) return tooLarge(limitBytes);
  return undefined;
}

function tooLarge(limitBytes: number): ProblemError {
  return new ProblemError('body-too-large', { detail: `The limit is ${limitBytes} bytes.` });
}

function parse(chunks: readonly Buffer[]): { readonly value: unknown } | ProblemError {
  const only = chunks.length === 1 ? chunks[0] : undefined;
  const bytes = only ?? Buffer.concat(chunks);
  if (bytes.length === 0) return new ProblemError('malformed-json', { detail: 'The body is empty.' });
  try {
    return { value: JSON.parse(bytes.toString('utf8')) as unknown };
  } catch (cause) {
    // The parser's own text quotes the body, which may hold a URL under test: it stays out of the answer.
    return new ProblemError('malformed-json', { cause });
  }
}
