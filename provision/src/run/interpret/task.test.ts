import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { act, ask, type Decision, done } from '../../modules/decision.ts';
import { about } from '../../modules/fact.ts';
import { sh } from '../../shell/command.ts';
import { ModuleError, runDecision } from './task.ts';
import { performAction } from './testing/perform-action.ts';
import { testWorld } from './testing/test-world.ts';
import { wordFact, wordFamily } from './testing/word-fact.ts';

const touch = (path: string) => ({ kind: 'shell', command: sh`touch ${path}` }) as const;
const onceMore = (decision: Decision): Decision => act([touch('x')], { changed: true }, () => decision);

describe('runDecision', () => {
  it('answers, acts, and ends', async () => {
    await using here = await testWorld();

    const outcome = await runDecision(
      ask({ one: wordFact('a'), two: wordFact('b') }, ({ one, two }) =>
        act(
          [{ kind: 'shell', command: sh`echo ${one} ${two}; exit 3` }],
          { changed: true },
          ([{ stdout, exitCode }]) => done(true, { stdout, exitCode }),
        ),
      ),
      here.world,
    );

    expect(outcome).toEqual({ kind: 'done', changed: true, result: { stdout: 'a b\n', exitCode: 3 } });
    expect(here.world.connection.roundTrips).toBe(2);
  });

  it('predicts instead of acting, but answers', async () => {
    await using here = await testWorld({ isCheck: true });

    const outcome = await runDecision(
      ask({ word: wordFact('a') }, ({ word }) =>
        act([touch('x')], { changed: 'unknown', result: { word } }, () => done(true)),
      ),
      here.world,
    );

    const prediction = { changed: 'unknown', result: { word: 'a' } };
    expect(outcome).toEqual({ kind: 'predicted', actions: [touch('x')], prediction });
    expect(here.world.connection.roundTrips).toBe(1);
  });

  it('lets nobody ask or act more than three times', async () => {
    await using here = await testWorld();
    const three = onceMore(onceMore(onceMore(done(true))));

    expect(await runDecision(three, here.world)).toEqual(done(true));
    await expect(runDecision(onceMore(three), here.world)).rejects.toThrow(
      new ModuleError('test', 'more than 3 rounds of "act" in one task'),
    );
  });

  it('asks anew what it knew before an action, even one that failed', async () => {
    await using here = await testWorld();
    const content = about(wordFamily('content', { script: () => sh`cat file` }), 'file');
    await writeFile(join(here.folder, 'file'), 'old');

    const outcome = await runDecision(
      ask({ content }, (before) =>
        act([{ kind: 'shell', command: sh`echo new > file; exit 1` }], { changed: true }, () =>
          ask({ content }, (after) => done(true, { before: before.content, after: after.content })),
        ),
      ),
      here.world,
    );

    expect(outcome).toMatchObject({ result: { before: 'old', after: 'new' } });
  });

  it('fails with the name of a program that is missing, and of its package', async () => {
    await using here = await testWorld();
    const nowhere = { environment: { PATH: '/nowhere' } };
    const family = wordFamily('needy', { programs: ['sha256sum', 'no-such-program'] });

    const asked = await runDecision(
      ask({ x: about(family, 'a') }, () => done(false)),
      { ...here.world, ...nowhere },
    );
    const acted = await runDecision(
      act([{ kind: 'shell', command: sh`true`, programs: ['lab-tool'] }], { changed: true }, () =>
        done(true),
      ),
      here.world,
    );

    expect([asked, acted].map((outcome) => outcome.kind === 'done' && outcome.result)).toEqual([
      {
        failed: true,
        msg: 'here lacks the programs `sha256sum`, `no-such-program` (on Debian and Ubuntu: apt-get install coreutils)',
      },
      { failed: true, msg: 'here lacks the program `lab-tool`' },
    ]);
  });

  it('counts a failed fact only for the task that asks it', async () => {
    await using here = await testWorld();
    const broken = about(wordFamily('broken', { script: () => sh`echo oh >&2; exit 4` }), 'a');
    await here.world.facts.askAll([broken, wordFact('a')], here.world);

    const other = await runDecision(
      ask({ word: wordFact('a') }, ({ word }) => done(false, { word })),
      here.world,
    );
    const own = await runDecision(
      ask({ broken }, () => done(false)),
      here.world,
    );

    expect(other).toEqual(done(false, { word: 'a' }));
    expect(own).toMatchObject({ result: { failed: true, msg: 'here: the look at broken ended with 4: oh' } });
    expect(here.world.connection.roundTrips).toBe(1);
  });

  it('does not restart this machine', async () => {
    await using here = await testWorld({ isLocal: true });

    await expect(
      performAction(here.world, { kind: 'shell', command: sh`touch x`, isConnectionLossExpected: true }),
    ).rejects.toThrow('this would restart the machine that the playbook runs on');
  });

  it('ends with the signal', async () => {
    const stop = new AbortController();
    await using here = await testWorld({ signal: stop.signal });
    const running = performAction(
      { ...here.world, onOutput: () => stop.abort(new Error('stop')) },
      {
        kind: 'shell',
        command: sh`echo begun; sleep 60`,
      },
    );

    await expect(running).rejects.toThrow('stop');
  });

  it('copies a file of the machine here, in one step', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'from'));
    await writeFile(join(here.folder, 'from', 'file'), 'content');
    const to = join(here.folder, 'to', 'deep', 'file');

    const good = await performAction(here.world, {
      kind: 'download',
      path: join(here.folder, 'from', 'file'),
      to,
    });
    const bad = await performAction(here.world, { kind: 'download', path: join(here.folder, 'missing'), to });

    expect(good).toEqual({
      failure: undefined,
      sha256: expect.stringMatching(/^[\da-f]{64}$/) as string,
      sha1: '040f06fd774092478d450774f5ba30c5da78acc8',
    });
    expect(bad.failure).toMatch(/missing/);
    expect(await readFile(to, 'utf8')).toBe('content');
  });
});
