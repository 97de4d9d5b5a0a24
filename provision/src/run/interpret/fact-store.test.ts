import { describe, expect, it } from 'vitest';

import { FactError } from '../../modules/fact-error.ts';
import { about, type MachineFact } from '../../modules/fact.ts';
import { type Asker, createFactStore } from './fact-store.ts';
import { type Answer, scriptedConnection } from './testing/scripted-connection.ts';
import { wordFact, wordFamily } from './testing/word-fact.ts';

const identity = { becomeUser: undefined, becomePassword: undefined };
const signal = new AbortController().signal;

function scene(...answers: readonly Answer[]) {
  const scripted = scriptedConnection(answers);
  const store = createFactStore();
  const asker = { connection: scripted.connection, identity, environment: {}, signal };
  const ask = async (facts: readonly MachineFact[], changes: Partial<Asker> = {}) =>
    (await store.askAll(facts, { ...asker, ...changes })).map((answer) =>
      answer.kind === 'known' ? answer.value : answer.message,
    );
  return { ...scripted, store, asker, ask };
}

describe('the fact store', () => {
  it('asks all families in one round trip, each key once', async () => {
    const other = wordFamily('other');
    const { ask, asked } = scene(['A\nB\n', 'C\n']);

    const answers = await ask([wordFact('a'), about(other, 'a'), wordFact('b'), wordFact('a')]);

    expect(answers).toEqual(['A', 'C', 'B', 'A']);
    expect(asked).toEqual([["printf '%s\\n' a b", "printf '%s\\n' a"]]);
  });

  it('asks only for what it does not know', async () => {
    const { ask, asked } = scene(['A\nB\n'], ['C\n']);

    await ask([wordFact('a'), wordFact('b')]);

    expect(await ask([wordFact('b'), wordFact('c')])).toEqual(['B', 'C']);
    expect(await ask([wordFact('a')])).toEqual(['A']);
    expect(asked).toHaveLength(2);
  });

  it('keeps identities and environments apart', async () => {
    const { ask } = scene(['A\n'], ['R\n'], ['E\n']);
    const root = { identity: { ...identity, becomeUser: 'root' } };

    expect(await ask([wordFact('a')])).toEqual(['A']);
    expect(await ask([wordFact('a')], root)).toEqual(['R']);
    expect(await ask([wordFact('a')], { environment: { X: '1' } })).toEqual(['E']);
    expect(await ask([wordFact('a')])).toEqual(['A']);
    expect(await ask([wordFact('a')], root)).toEqual(['R']);
  });

  it('forgets a machine, and nothing else', async () => {
    const { ask, store } = scene(['A\n'], ['N\n']);
    await ask([wordFact('a')]);

    store.forget('node2');
    expect(await ask([wordFact('a')])).toEqual(['A']);

    store.forget('node1');
    expect(await ask([wordFact('a')])).toEqual(['N']);
  });

  it('does not keep an answer that was under way when something acted', async () => {
    const { ask, store } = scene(['OLD\n'], ['NEW\n']);

    const underWay = ask([wordFact('a')]);
    store.forget('node1');

    expect(await underWay).toEqual(['OLD']);
    expect(await ask([wordFact('a')])).toEqual(['NEW']);
  });

  it('asks what is fresh every time', async () => {
    const fresh = about(wordFamily('fresh', { steadiness: 'fresh' }), 'a');
    const { ask } = scene(['1\n'], ['2\n']);

    expect([await ask([fresh]), await ask([fresh])]).toEqual([['1'], ['2']]);
  });

  it('keeps the failure of one family from the others', async () => {
    const strange = wordFamily('strange', {
      parse: () => {
        throw new FactError('strange', 'this is no word');
      },
    });
    const { ask } = scene(['x\n', 'A\n']);

    expect(await ask([about(strange, 'x'), wordFact('a')])).toEqual(['node1, strange: this is no word', 'A']);
  });

  it('asks ahead, but only where something has to be asked', async () => {
    const { store, asker, asked } = scene(['A\nB\nC\n']);
    const fresh = about(wordFamily('fresh', { steadiness: 'fresh' }), 'f');
    const ahead = () => [wordFact('b'), wordFact('c'), wordFact('a'), fresh];

    await store.askAll([wordFact('a')], asker, ahead);
    const answers = await store.askAll([wordFact('c'), wordFact('b')], asker, () => [wordFact('z')]);

    expect(answers).toEqual([
      { kind: 'known', value: 'C' },
      { kind: 'known', value: 'B' },
    ]);
    expect(asked).toEqual([["printf '%s\\n' a b c"]]);
  });

  it('is not disturbed by what fails ahead, and does not try it again ahead', async () => {
    const strange = about(
      wordFamily('strange', {
        parse: () => {
          throw new FactError('strange', 'this is no word');
        },
      }),
      'x',
    );
    const { store, asker, asked } = scene(['A\n', 'x\n'], ['A\n'], ['B\n'], ['x\n']);
    const value = async (fact: MachineFact) => (await store.askAll([fact], asker, () => [strange]))[0];

    expect(await value(wordFact('a'))).toEqual({ kind: 'known', value: 'A' });
    expect(await value(wordFact('b'))).toEqual({ kind: 'known', value: 'B' });
    expect(await value(strange)).toEqual({ kind: 'failed', message: 'node1, strange: this is no word' });
    expect(asked.map((scripts) => scripts.length)).toEqual([2, 1, 1, 1]);
  });

  it('keeps nothing when the machine cannot be reached', async () => {
    const { ask } = scene(new Error('gone'), ['A\n']);

    await expect(ask([wordFact('a')])).rejects.toThrow('gone');
    expect(await ask([wordFact('a')])).toEqual(['A']);
  });
});
