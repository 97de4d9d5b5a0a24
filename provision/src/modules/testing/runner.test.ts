import { expect, test } from 'vitest';
import { z } from 'zod';

import { sh } from '../../shell/command.ts';
import { statOf } from '../../facts/file-stat.ts';
import { act, ask, done } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module } from '../module.ts';
import type { Case } from './case-file.ts';
import { runCase } from './run-cases.ts';

const Args = z.strictObject({ path: z.string() });

function toy(decide: Module<{ path: string }>['decide']): Module {
  const module: Module<{ path: string }> = {
    name: 'toy',
    summary: 'Is played with.',
    args: Args,
    returns: { path: { description: 'The path.', type: 'str', returned: 'always' } },
    example: '',
    check: 'full',
    decide,
  };
  return module as unknown as Module;
}

/** Makes a file that is not there. */
function makes(result: Readonly<Record<string, unknown>>): Module {
  return toy(({ path }) =>
    ask({ stat: statOf(path) }, ({ stat }) =>
      stat.kind === 'missing'
        ? act([{ kind: 'shell', command: sh`: >${path}` }], { changed: true, result }, () =>
            done(true, result),
          )
        : done(false, result),
    ),
  );
}

const GIVEN: Case = {
  case: 'a file',
  args: { path: '/f' },
  check: false,
  diff: false,
  verbosity: 0,
  host: 'node1',
  variables: {},
  facts: { 'file-stat': { '/f': { kind: 'missing' } } },
  asks: [['file-stat /f']],
  actions: [': >/f'],
  outputs: [],
  predicted: { changed: true, result: { path: '/f' } },
  changed: true,
  result: { path: '/f' },
  again: { 'file-stat': { '/f': { kind: 'found' } } },
  again_outputs: [],
};

test('a case that is true', () => {
  const trace = runCase(makes({ path: '/f' }), GIVEN);
  expect(trace?.actions).toEqual([{ shell: ': >/f' }]);
});

const FALSE: readonly (readonly [string, string, Partial<Case>])[] = [
  ['another action', 'actions', { actions: ['true'] }],
  ['no action', 'actions', { actions: [] }],
  ['another question', 'asks', { asks: [['file-stat /g']] }],
  ['another result', 'result', { result: { path: '/g' } }],
  ['no change', 'changed', { changed: false }],
  ['another prediction', 'predicted: result', { predicted: { changed: true, result: {} } }],
  ['a failure', 'whether it fails', { error: 'no' }],
  ['refused arguments', 'the schema takes the arguments', { refused: ['no'] }],
  ['unknown arguments', 'what the schema says', { args: { path: '/f', mode: 1 } }],
  ['facts that are missing', 'the case has no answer to: file-stat /f', { facts: {} }],
  ['a second run that changes', 'a second run', { again: {} }],
];

test.each(FALSE)('a case that says what is not true: %s', (_, message, changes) => {
  expect(() => runCase(makes({ path: '/f' }), { ...GIVEN, ...changes })).toThrow(message);
});

const endless = (path: string): Decision => ask({ stat: statOf(path) }, () => endless(path));
const four = (path: string, left = 4): Decision =>
  left === 0 ? done(true, { path }) : ask({ stat: statOf(path) }, () => four(path, left - 1));

const BROKEN: readonly (readonly [string, string, Module])[] = [
  [
    'returns what it does not document',
    'fields that `returns` does not document',
    toy(({ path }) => done(true, { path, more: 1 })),
  ],
  [
    'predicts what does not come true',
    'what was predicted came true',
    toy(({ path }) => act([], { changed: false }, () => done(true, { path }))),
  ],
  ['asks four times', 'at most three rounds of questions', toy(({ path }) => four(path))],
  ['never ends', 'does not come to an end', toy(({ path }) => endless(path))],
  [
    'changes its arguments',
    'read only property',
    toy((args) => {
      args.path = '/g';
      return done(true, { path: '/f' });
    }),
  ],
  [
    'shows a difference that is none',
    'a diff shows a difference',
    toy(({ path }) => done(true, { path }, [{ before: 'a', after: 'a' }])),
  ],
];

test.each(BROKEN)('a module that %s', (_, message, module) => {
  const { asks: _asks, predicted: _predicted, again: _again, ...rest } = GIVEN;
  const { result: _result, ...given } = { ...rest, actions: [] };
  expect(() => runCase(module, given)).toThrow(message);
});
