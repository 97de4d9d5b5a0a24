import { z } from 'zod';

import type { ClusterAnswer, ClusterObject, ClusterRefusal } from '../modules/cluster.ts';
import type { ApiResponse } from './request.ts';

// Not strict: an API server of a later version may say more.
const Status = z.object({
  kind: z.literal('Status'),
  message: z.string().optional(),
  reason: z.string().optional(),
  details: z
    .object({
      kind: z.string().optional(),
      causes: z.array(z.object({ field: z.string().optional(), message: z.string().optional() })).optional(),
    })
    .optional(),
});

/** The object that an answer brought, or why it brought none. */
export function readObject(response: ApiResponse): ClusterAnswer {
  if (response.status < 200 || response.status > 299) return readRefusal(response);
  return { kind: 'object', object: JSON.parse(response.text) as ClusterObject };
}

/** What an answer that is no success means. */
export function readRefusal(response: ApiResponse): ClusterAnswer {
  const { status, text } = response;
  const read = Status.safeParse(parse(text));
  if (!read.success) {
    if (status === 404) return { kind: 'unserved', message: 'the API has nothing under this path' };
    const message = text.trim().slice(0, 500) || `HTTP ${status}`;
    return { kind: 'refused', status, reason: `HTTP ${status}`, message, causes: [] };
  }
  const { message = `HTTP ${status}`, reason = `HTTP ${status}`, details } = read.data;
  // Without details it is the path that is not there: a kind that is served no longer.
  if (status === 404)
    return details?.kind === undefined ? { kind: 'unserved', message } : { kind: 'missing' };
  const causes = (details?.causes ?? []).map((cause): ClusterRefusal['causes'][number] => ({
    field: cause.field,
    message: cause.message ?? '',
  }));
  return { kind: 'refused', status, reason, message, causes };
}

/** The answer for a kind that the API does not serve. */
export function unserved({ apiVersion, kind }: Pick<ClusterObject, 'apiVersion' | 'kind'>): ClusterAnswer {
  return { kind: 'unserved', message: `the cluster serves no ${kind} in ${apiVersion}` };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
