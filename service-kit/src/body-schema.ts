import type { z } from 'zod';

import { ProblemError } from './problem.ts';
import type { BodyFault } from './problem.ts';

/** More faults than this are not listed: a batch of wrong members would answer with more than it was sent. */
const MOST_FAULTS = 50;

/**
 * What `schema` reads from a body.
 *
 * @throws {ProblemError} 422 with a JSON pointer and a reason for each fault
 */
export function readBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new ProblemError('invalid-body', {
    errors: result.error.issues.flatMap(faultsOf).slice(0, MOST_FAULTS),
  });
}

function faultsOf(issue: z.core.$ZodIssue): readonly BodyFault[] {
  if (issue.code !== 'unrecognized_keys') return [fault(issue.path, issue.message)];
  return issue.keys.map((key) => fault([...issue.path, key], 'This key is not known here.'));
}

function fault(path: readonly PropertyKey[], detail: string): BodyFault {
  const pointer = path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const index = path.find((part) => typeof part === 'number');
  return index === undefined ? { pointer, detail } : { pointer, detail, index };
}
