import { describe, expect, it } from 'vitest';

import { type BootState, bootState, hasRebooted } from './boot-state.ts';
import { askHere } from './testing/ask-here.ts';

const state = (...marks: readonly string[]): BootState => ({ marks, testExitCode: 0, testOutput: '' });

describe('how a machine was started', () => {
  it.each([
    ['a new boot id', state('a', '', ''), state('b', '', ''), true],
    ['a container', state('a', 'Sat 07:00', ''), state('a', 'Sat 07:01', ''), true],
    ['nothing new', state('a', 'Sat 07:00', 'w'), state('a', 'Sat 07:00', 'w'), false],
    ['systemd does not answer while it goes down', state('a', 'Sat 07:00', 'w'), state('a', '', ''), false],
    ['nothing at all', state('', '', ''), state('', '', ''), false],
  ])('%s', (_, before, now, expected) => {
    expect(hasRebooted(before, now)).toBe(expected);
  });

  it('is asked with own commands', () => {
    const { family, key } = bootState({
      bootTimeCommand: 'echo mark; exit 3',
      testCommand: 'echo one; echo two >&2; exit 7',
    });

    expect(askHere(family, [key], '/')).toEqual([
      { marks: ['mark', '', ''], testExitCode: 7, testOutput: 'two' },
    ]);
  });
});
