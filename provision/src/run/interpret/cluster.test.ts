import { describe, expect, it } from 'vitest';

import { ClusterError } from '../../cluster/cluster-error.ts';
import type { Clusters } from '../../cluster/clusters.ts';
import type {
  ClusterAction,
  ClusterAnswer,
  ClusterChange,
  ClusterPollAction,
} from '../../modules/cluster.ts';
import { ask, done } from '../../modules/decision.ts';
import { runDecision } from './task.ts';
import { hastyClock } from './testing/hasty-clock.ts';
import { performAction } from './testing/perform-action.ts';
import { testWorld } from './testing/test-world.ts';

const GONE = new ClusterError('nobody answers', { mayPass: true, hint: 'is it up?' });
const REFUSED: ClusterAnswer = {
  kind: 'refused',
  status: 403,
  reason: 'Forbidden',
  message: 'no',
  causes: [],
};

/** Clusters that answer as they are told. */
function clustersOf(how: Partial<Pick<Clusters, 'read' | 'change'>>): Clusters {
  const untold = () => Promise.reject(new Error('not told'));
  return { read: untold, change: untold, ...how, [Symbol.dispose]: () => undefined };
}

function applying(name: string, kind = 'ConfigMap'): ClusterChange {
  return {
    change: 'apply',
    object: { apiVersion: 'v1', kind, metadata: { name } },
    manager: 'me',
    isForced: false,
  };
}

function nameOf(change: ClusterChange): string {
  return change.change === 'apply' ? change.object.metadata.name : change.of.name;
}

const found = (name: string, more: object = {}): ClusterAnswer => ({
  kind: 'object',
  object: { apiVersion: 'v1', kind: 'X', metadata: { name }, ...more },
});

describe('changes', () => {
  function action(...waves: ClusterAction['waves']): ClusterAction {
    return { kind: 'cluster', access: { context: 'c' }, waves, establishedWithinMs: 1_000 };
  }

  it('are made wave by wave, those of one wave side by side', async () => {
    const log: string[] = [];
    const change: Clusters['change'] = async (access, what) => {
      log.push(`${access.context} begins ${nameOf(what)}`);
      await Promise.resolve();
      log.push(`${nameOf(what)} ends`);
      return what.change === 'delete' ? { kind: 'missing' } : found(nameOf(what));
    };
    await using here = await testWorld({ clusters: clustersOf({ change }) });

    const gone: ClusterChange = { change: 'delete', of: { apiVersion: 'v1', kind: 'Pod', name: 'c' } };
    const output = await performAction(here.world, action([applying('a'), gone], [applying('b')]));

    expect(log).toEqual(['c begins a', 'c begins c', 'a ends', 'c ends', 'c begins b', 'b ends']);
    expect(output).toEqual({ answers: [found('a'), { kind: 'missing' }, found('b')] });
  });

  it('end with the wave in which one was refused', async () => {
    const change: Clusters['change'] = (_, what) =>
      Promise.resolve(nameOf(what) === 'b' ? REFUSED : found(nameOf(what)));
    await using here = await testWorld({ clusters: clustersOf({ change }) });

    const output = await performAction(here.world, action([applying('a'), applying('b')], [applying('c')]));

    expect(output).toEqual({ answers: [found('a'), REFUSED, undefined] });
  });

  it('fail the task where the API cannot be asked', async () => {
    await using here = await testWorld({ clusters: clustersOf({ change: () => Promise.reject(GONE) }) });

    await expect(performAction(here.world, action([applying('a')]))).rejects.toThrow(
      'nobody answers (is it up?)',
    );
  });

  it('wait until a definition is established', async () => {
    const looks = [undefined, 'False', 'True'];
    const read: Clusters['read'] = () => {
      const status = looks.shift();
      const conditions = status === undefined ? [] : [{ type: 'Established', status, message: 'wait' }];
      return Promise.resolve(found('toys', { status: { conditions } }));
    };
    const change: Clusters['change'] = (_, what) => Promise.resolve(found(nameOf(what)));
    const clusters = clustersOf({ read, change });
    await using here = await testWorld({ clock: hastyClock(), clusters });

    const output = await performAction(here.world, action([applying('toys', 'CustomResourceDefinition')]));

    expect(output.answers).toMatchObject([
      { kind: 'object', object: { status: { conditions: [{ status: 'True' }] } } },
    ]);
    expect(here.waited).toEqual(['toys is established', 'toys is established']);
  });

  it('do not wait for that for ever', async () => {
    const conditions = [{ type: 'NamesAccepted', status: 'False', message: 'taken by others' }];
    const read: Clusters['read'] = () => Promise.resolve(found('toys', { status: { conditions } }));
    const change: Clusters['change'] = (_, what) => Promise.resolve(found(nameOf(what)));
    await using here = await testWorld({ clock: hastyClock(), clusters: clustersOf({ read, change }) });

    const output = await performAction(here.world, action([applying('toys', 'CustomResourceDefinition')]));

    expect(output.answers).toMatchObject([
      { kind: 'refused', message: 'it is not established (NamesAccepted False: taken by others)' },
    ]);
  });
});

describe('questions', () => {
  it('of a round are asked side by side, and one that cannot be asked fails the task', async () => {
    const begun: string[] = [];
    let release: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (release = resolve));
    const read: Clusters['read'] = async (_, what) => {
      const name = what.read === 'object' ? what.of.name : '';
      begun.push(name);
      if (begun.length === 2) release();
      await both;
      if (name === 'b') throw GONE;
      return found(name);
    };
    await using here = await testWorld({ clusters: clustersOf({ read }) });
    const about = (name: string) =>
      ({
        kind: 'cluster',
        access: {},
        read: { read: 'object', of: { apiVersion: 'v1', kind: 'X', name } },
      }) as const;

    const good = await runDecision(
      ask({ a: about('a'), c: about('c') }, (answers) => done(false, answers)),
      here.world,
    );
    const bad = await runDecision(
      ask({ a: about('a'), b: about('b') }, () => done(false)),
      here.world,
    );

    expect(good).toEqual(done(false, { a: found('a'), c: found('c') }));
    expect(bad).toMatchObject({ result: { failed: true, msg: 'nobody answers (is it up?)' } });
  });
});

describe('waiting for a cluster', () => {
  function poll(more: Partial<ClusterPollAction> = {}): ClusterPollAction {
    return {
      kind: 'cluster-poll',
      access: {},
      read: { read: 'list', apiVersion: 'v1', kind: 'Pod' },
      missing: (answer) => (answer.kind === 'list' ? undefined : `it is ${answer.kind}`),
      intervalMs: 1_000,
      timeoutMs: 5_000,
      ...more,
    };
  }

  function answering(...answers: readonly (ClusterAnswer | Error)[]): Clusters {
    const left = [...answers];
    return clustersOf({
      read: () => {
        const next = left.length > 1 ? left.shift() : left[0];
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next ?? REFUSED);
      },
    });
  }

  it('goes on while something is missing, and while the API does not answer', async () => {
    const list: ClusterAnswer = { kind: 'list', items: [] };
    const clusters = answering(GONE, { kind: 'missing' }, { kind: 'missing' }, list);
    await using here = await testWorld({ clock: hastyClock(), clusters });

    const output = await performAction(here.world, poll());

    expect(output).toEqual({ answer: list, missing: undefined, isHopeless: false, elapsedMs: 3_000 });
    expect(here.waited).toEqual(['nobody answers (is it up?)', 'it is missing']);
  });

  it('ends at its time, with what was missing last', async () => {
    await using here = await testWorld({ clock: hastyClock(), clusters: answering({ kind: 'missing' }) });

    expect(await performAction(here.world, poll({ timeoutMs: 2_500 }))).toEqual({
      answer: { kind: 'missing' },
      missing: 'it is missing',
      isHopeless: false,
      elapsedMs: 2_500,
    });
  });

  it('ends before its time where there is no hope', async () => {
    const clusters = answering({ kind: 'missing' }, REFUSED);
    await using here = await testWorld({ clock: hastyClock(), clusters });

    const output = await performAction(
      here.world,
      poll({ hopeless: ({ kind }) => (kind === 'refused' ? 'never' : undefined) }),
    );

    expect(output).toEqual({ answer: REFUSED, missing: 'never', isHopeless: true, elapsedMs: 1_000 });
  });
});
