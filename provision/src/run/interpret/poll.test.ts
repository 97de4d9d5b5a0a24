import { describe, expect, it } from 'vitest';

import type { PollAction, ReconnectAction } from '../../modules/action.ts';
import { about } from '../../modules/fact.ts';
import { BecomeError, ConnectError, HostKeyError } from '../../transport/errors.ts';
import { hastyClock } from './testing/hasty-clock.ts';
import { performAction } from './testing/perform-action.ts';
import { type Answer, scriptedConnection } from './testing/scripted-connection.ts';
import { testWorld } from './testing/test-world.ts';
import { wordFact, wordFamily } from './testing/word-fact.ts';

const isGood = (answer: unknown) => (answer === 'good' ? undefined : `it is ${String(answer)}`);
const poll: PollAction = {
  kind: 'poll',
  fact: wordFact('state'),
  missing: isGood,
  intervalMs: 1_000,
  timeoutMs: 3_500,
};
const reconnect: ReconnectAction = {
  kind: 'reconnect',
  fact: wordFact('state'),
  missing: isGood,
  delayMs: 2_000,
  intervalMs: 1_000,
  connectTimeoutMs: 10_000,
  timeoutMs: 5_000,
};

async function scene(...answers: readonly Answer[]) {
  const scripted = scriptedConnection(answers);
  const test = await testWorld({ connection: scripted.connection, clock: hastyClock() });
  return { ...scripted, ...test };
}

describe('poll', () => {
  it('asks until it is good, and says what is missing when that changes', async () => {
    await using here = await scene(['bad\n'], ['bad\n'], ['better\n'], ['good\n']);

    const output = await performAction(here.world, { ...poll, delayMs: 500 });

    expect(output).toEqual({ answer: 'good', missing: undefined, cause: undefined, elapsedMs: 3_500 });
    expect(here.waited).toEqual(['it is bad', 'it is better']);
  });

  it('gives up when the time is over, with the cause', async () => {
    await using here = await scene(['a\n'], ['b\n'], ['c\n'], ['d\n'], ['e\n'], ['the journal\n']);

    const output = await performAction(here.world, { ...poll, cause: about(wordFamily('journal'), 'unit') });

    expect(output).toEqual({ answer: 'e', missing: 'it is e', cause: 'the journal', elapsedMs: 3_500 });
  });

  it('cannot ask with what is not there', async () => {
    await using here = await testWorld();
    const fact = about(wordFamily('needy', { programs: ['lab-tool'] }), 'x');

    await expect(performAction(here.world, { ...poll, fact })).rejects.toThrow(
      'here lacks the program `lab-tool`',
    );
  });
});

describe('reconnect', () => {
  it('takes a machine that does not answer for one that is not ready', async () => {
    await using here = await scene(
      ['old\n'],
      new ConnectError('node1', 'connection refused'),
      new BecomeError('node1', 'root', 'the system is booting'),
      ['good\n'],
    );

    const output = await performAction(here.world, reconnect);

    expect(output).toEqual({ answer: 'good', missing: undefined, cause: undefined, elapsedMs: 5_000 });
    expect(here.waited).toEqual([
      'it is old',
      'node1: connection refused',
      'node1: cannot become root: the system is booting',
    ]);
    expect(here.resets()).toBe(4);
  });

  it('gives up when the time is over', async () => {
    const refused = new ConnectError('node1', 'connection refused');
    await using here = await scene(refused, refused, refused, refused, refused);

    const output = await performAction(here.world, reconnect);

    expect(output).toMatchObject({
      answer: undefined,
      missing: 'node1: connection refused',
      elapsedMs: 5_000,
    });
  });

  it('does not wait for ever for one answer', async () => {
    await using here = await scene('hang', ['good\n']);

    const output = await performAction(here.world, { ...reconnect, connectTimeoutMs: 1_000 });

    expect(output).toMatchObject({ answer: 'good', elapsedMs: 4_000 });
    expect(here.waited).toEqual(['node1 does not answer']);
  });

  it('does not take another machine for this one', async () => {
    const other = new HostKeyError('node1', {
      known: 'A',
      shown: 'B',
      file: 'known_hosts',
      isIdentified: true,
    });
    await using here = await scene(other);

    await expect(performAction(here.world, reconnect)).rejects.toThrow(other);
  });
});
