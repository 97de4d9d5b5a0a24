import { expect, test } from 'vitest';
import { z } from 'zod';

import { ConfigurationError, portNumber, readConfiguration, seconds, wholeNumber } from './configuration.ts';
import type { ConfigurationProblem } from './configuration.ts';
import { releaseName, serviceEnvironment } from './environment.ts';

const Schema = z.strictObject({
  ...serviceEnvironment,
  PORT: portNumber().default(5001),
  RELEASE: releaseName.default('none'),
  WORKERS: wholeNumber(0, 8).default(1),
  TARGET: z.url({ error: 'a URL' }),
});

function problemsOf(env: Record<string, string>): readonly ConfigurationProblem[] {
  try {
    readConfiguration(Schema, env);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  return [];
}

test('typed values, defaults, and variables of other programs left alone', () => {
  const env = { TARGET: 'http://a', PORT: '0', DRAIN_DELAY_SECONDS: '0.5', LOG_LEVEL: '', PATH: '/bin' };

  expect(readConfiguration(Schema, env)).toEqual({
    HOST: '0.0.0.0',
    LOG_LEVEL: 'info',
    DRAIN_DELAY_SECONDS: 0.5,
    DRAIN_IDLE_SECONDS: 2,
    DRAIN_TIMEOUT_SECONDS: 20,
    PORT: 0,
    RELEASE: 'none',
    WORKERS: 1,
    TARGET: 'http://a',
  });
});

test('every problem at once, with name, given value and expectation', () => {
  expect(problemsOf({ WORKERS: '9', RELEASE: 'v1\n', DRAIN_IDLE_SECONDS: '-1' })).toEqual([
    { name: 'DRAIN_IDLE_SECONDS', given: '-1', expected: 'a number of seconds from 0 to 600' },
    { name: 'RELEASE', given: 'v1\n', expected: 'letters, digits, dots, dashes and underscores, at most 63' },
    { name: 'WORKERS', given: '9', expected: 'a whole number from 0 to 8' },
    { name: 'TARGET', given: undefined, expected: 'a URL' },
  ]);
});

test('the message is one a person can act on', () => {
  expect(() =>
    readConfiguration(z.strictObject({ A: wholeNumber(1, 2), B: seconds(9) }), { A: '3' }),
  ).toThrow(
    'The environment cannot be used:\n' +
      '  A: expected a whole number from 1 to 2, got "3"\n' +
      '  B: expected a number of seconds from 0 to 9, it is not set',
  );
});

test.each(['65536', '-1', '80a', '0x50', ' 80', 'tcp://10.0.0.1:80'])('no port: %j', (text) => {
  expect(problemsOf({ TARGET: 'http://a', PORT: text }).map(({ name }) => name)).toEqual(['PORT']);
});
