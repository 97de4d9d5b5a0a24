import { z } from 'zod';

import { Amount, Text, TextList, whenSound, WholeNumber } from '../argument.ts';
import { pythonPattern } from '../python-pattern.ts';

/** The states of a connection that count as in use. */
const ACTIVE_STATES = ['ESTABLISHED', 'FIN_WAIT1', 'FIN_WAIT2', 'SYN_RECV', 'SYN_SENT', 'TIME_WAIT'] as const;

const ActiveStates = TextList.refine(
  (states) => states.every((state) => (ACTIVE_STATES as readonly string[]).includes(state)),
  `expected states out of ${ACTIVE_STATES.join(', ')}`,
);

export const WaitForArgs = z
  .strictObject({
    host: Text.default('127.0.0.1').describe('The host of `port`, as seen from the machine.'),
    port: WholeNumber.optional().describe('The TCP port to look at.'),
    path: Text.optional().describe('The file to look at, instead of a port.'),
    search_regex: Text.refine(isPattern, 'expected a regular expression')
      .optional()
      .describe(
        'Waits until this is found in the file, or in what the port says. `^` and `$` match at every line.',
      ),
    state: z
      .enum(['started', 'stopped', 'present', 'absent', 'drained'])
      .default('started')
      .describe(
        'started, present: until it is there; stopped, absent: until it is gone; drained: until no connection is left.',
      ),
    delay: Amount.default(0).describe('Seconds to wait before the first look.'),
    timeout: Amount.default(300).describe('Seconds, the delay among them, after which the task fails.'),
    sleep: Amount.default(1).describe('Seconds between two looks.'),
    connect_timeout: Amount.default(5).describe('Seconds that one look at a port may take.'),
    exclude_hosts: TextList.optional().describe('For drained: hosts whose connections do not count.'),
    active_connection_states: ActiveStates.default([...ACTIVE_STATES]).describe(
      'For drained: the states that count.',
    ),
    msg: Text.optional().describe('What the task says instead when the time is over.'),
  })
  .refine(
    ({ port, path }) => port === undefined || path === undefined,
    whenSound('expected `port` or `path`, not both'),
  )
  .refine(
    ({ path, state }) => path === undefined || (state !== 'stopped' && state !== 'drained'),
    whenSound('expected a `port` for state stopped or drained'),
  )
  .refine(
    ({ port, state }) => port !== undefined || state !== 'drained',
    whenSound('expected a `port` for state drained'),
  )
  .refine(
    ({ exclude_hosts: hosts, state }) => hosts === undefined || state === 'drained',
    whenSound('expected `exclude_hosts` with state drained only'),
  )
  .refine(
    ({ port, path, search_regex: pattern }) =>
      pattern === undefined || port !== undefined || path !== undefined,
    whenSound('expected `port` or `path` with `search_regex`'),
  );
export type WaitForArgs = z.infer<typeof WaitForArgs>;

function isPattern(text: string): boolean {
  try {
    pythonPattern(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
