import { z } from 'zod';

// RFC 9110, 5.6.2: the characters of a field name.
const HeaderName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/, 'this is no name of a header');
const HeaderValues = z.record(HeaderName, z.string().regex(/^[^\r\n\0]*$/, 'a header is one line'));

const Operations = z
  .strictObject({
    set: HeaderValues.optional(),
    add: HeaderValues.optional(),
    remove: z.array(HeaderName).optional(),
  })
  .transform(({ set = {}, add = {}, remove = [] }) => ({
    set: lowerCased(set),
    add: lowerCased(add),
    remove: remove.map((name) => name.toLowerCase()),
  }));

const NOTHING = { set: [], add: [], remove: [] } as const;

/** What is done to the headers of one direction. Names in lower case. */
export interface Changes {
  /** In place of what is there. */
  readonly set: readonly HeaderField[];
  /** Beside what is there. */
  readonly add: readonly HeaderField[];
  readonly remove: readonly string[];
}

/** A header. */
export type HeaderField = readonly [name: string, value: string];

/** What is done to the headers of requests and of their answers. */
export interface HeaderOperations {
  readonly request: Changes;
  readonly response: Changes;
}

/** No change. */
export const NO_OPERATIONS: HeaderOperations = { request: NOTHING, response: NOTHING };

/** `headers` of a route or a destination. */
export const Headers = z
  .strictObject({ request: Operations.optional(), response: Operations.optional() })
  .transform(({ request = NOTHING, response = NOTHING }): HeaderOperations => ({ request, response }));

function lowerCased(values: Readonly<Record<string, string>>): readonly HeaderField[] {
  return Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]);
}
