import { pathNow } from '../../facts/path-now.ts';
import { act, type Decision, done, failed, type Result } from '../decision.ts';
import type { Module } from '../module.ts';
import { WaitForArgs } from './arguments.ts';
import { conditionOf, type Condition } from './condition.ts';

const SECOND_MS = 1_000;

/** Waits, and changes nothing. */
export const waitForModule: Module<WaitForArgs> = {
  name: 'wait_for',
  summary: 'Waits for a port, a file or a text to be there or to be gone.',
  notes: [
    'Ports are tried from the machine itself, with its bash. `drained` reads /proc/net/tcp.',
    'Without `port` and `path` it lets the time pass.',
    'With --check it does not wait.',
  ],
  args: WaitForArgs,
  returns: {
    state: { description: 'What was waited for.', type: 'str', returned: 'always' },
    port: { description: 'The port.', type: 'int', returned: 'when there is one' },
    path: { description: 'The path.', type: 'str', returned: 'when there is one' },
    search_regex: { description: 'What was searched for.', type: 'str', returned: 'when there is one' },
    match_groups: {
      description: 'What the groups of `search_regex` took.',
      type: 'list',
      returned: 'success',
    },
    match_groupdict: {
      description: 'The same by name, for groups that have one.',
      type: 'dict',
      returned: 'success',
    },
    elapsed: { description: 'Whole seconds that it took.', type: 'int', returned: 'always' },
  },
  example: `- wait_for:
    port: 8080
    host: 192.168.56.111
    timeout: 60
- wait_for:
    path: /var/log/lab.log
    search_regex: ready to serve (\\d+)
`,
  check: 'full',
  decide: (args) => waitFor(args, conditionOf(args) ?? atOnce()),
};

/** Without a condition the delay is the whole wait. */
function atOnce(): Condition {
  const fact = pathNow('/', { isRead: false });
  return { fact, missing: () => undefined, matchOf: () => undefined };
}

function waitFor(args: WaitForArgs, { fact, missing, matchOf }: Condition): Decision {
  const isTimeAlone = args.port === undefined && args.path === undefined;
  const poll = {
    kind: 'poll',
    fact,
    missing,
    delayMs: (args.delay + (isTimeAlone ? args.timeout : 0)) * SECOND_MS,
    intervalMs: args.sleep * SECOND_MS,
    timeoutMs: args.timeout * SECOND_MS,
  } as const;
  return act([poll], { changed: false, result: resultOf(args, 0) }, ([output]) => {
    const result = resultOf(args, output.elapsedMs);
    if (output.missing === undefined) {
      const match = matchOf(output.answer);
      return done(false, {
        ...result,
        match_groups: match?.groups ?? [],
        match_groupdict: match?.named ?? {},
      });
    }
    return failed(args.msg ?? `waited ${args.timeout} s: ${output.missing}`, result);
  });
}

function resultOf({ state, port, path, search_regex: pattern }: WaitForArgs, elapsedMs: number): Result {
  return {
    state,
    ...(port !== undefined && { port }),
    ...(path !== undefined && { path }),
    ...(pattern !== undefined && { search_regex: pattern }),
    elapsed: Math.floor(elapsedMs / SECOND_MS),
  };
}
