import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { runDecision } from '../../run/interpret/task.ts';
import { testWorld, type TestWorld } from '../../run/interpret/testing/test-world.ts';
import { PLAIN_CONTEXT } from '../testing/case-context.ts';
import { CommandArgs } from './arguments.ts';
import { commandModule } from './command.ts';

async function run({ world }: TestWorld, args: unknown) {
  const outcome = await runDecision(commandModule.decide(CommandArgs.parse(args), PLAIN_CONTEXT), world);
  if (outcome.kind !== 'done') throw new Error('not done');
  const { rc, stdout, msg, failed = false } = outcome.result;
  return { changed: outcome.changed, rc, stdout, msg, failed };
}

const ran = (stdout: string) => ({ changed: true, rc: 0, stdout, msg: '', failed: false });

describe('command, for real', () => {
  it('hands words over as they are', async () => {
    await using here = await testWorld();
    const words = ['a  b', "it's", '"', '$(id)', '`id`', '*', '-n', 'ü', '\\n', ';', '#'];

    expect(await run(here, { argv: ['printf', '<%s>', ...words] })).toEqual(
      ran(words.map((word) => `<${word}>`).join('')),
    );
  });

  it('puts in variables and the home folder', async () => {
    await using here = await testWorld({ environment: { NAME: 'a \'" $b' } });

    expect(
      await run(here, {
        argv: ['printf', '%s|', '$NAME', '${NAME}.x', '$NOT_SET_1', '${NOT_SET_1}', '~/x y', '~'],
      }),
    ).toEqual(ran(`a '" $b|a '" $b.x|$NOT_SET_1|\${NOT_SET_1}|${here.folder}/x y|${here.folder}|`));
  });

  it('runs the program, not the built-in', async () => {
    await using here = await testWorld();

    expect(await run(here, { cmd: String.raw`echo 'a\nb'` })).toEqual(ran(String.raw`a\nb`));
  });

  it('says what cannot be run', async () => {
    await using here = await testWorld();
    await writeFile(join(here.folder, 'notes.txt'), '');

    const outcomes = [await run(here, { cmd: 'no-such-program' }), await run(here, { cmd: './notes.txt' })];

    expect(outcomes.map(({ rc, msg, failed }) => [rc, msg, failed])).toEqual([
      [2, 'no-such-program: no such program', true],
      [13, './notes.txt: may not be run', true],
    ]);
  });

  it('says that a signal ended it, and reads its input', async () => {
    await using here = await testWorld();

    expect((await run(here, { argv: ['sh', '-c', 'kill -9 $$'] })).rc).toBe(137);
    expect(await run(here, { cmd: 'cat', stdin: 'hello' })).toEqual(ran('hello'));
  });

  it('looks for what it creates and removes below chdir', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'a folder'));
    await writeFile(join(here.folder, 'a folder', 'x 1.txt'), '');
    const held = { changed: false, rc: 0, failed: false };

    expect(await run(here, { cmd: 'touch y', chdir: 'a folder', creates: 'x *.txt' })).toMatchObject(held);
    expect(await run(here, { cmd: 'touch y', chdir: 'a folder', removes: 'x [!0-9].txt' })).toMatchObject(
      held,
    );
    expect(await run(here, { cmd: 'ls', chdir: '~/a folder', removes: 'x ?.txt' })).toEqual(ran('x 1.txt'));
    expect((await run(here, { cmd: 'ls', chdir: 'no folder' })).msg).toBe(
      'cannot run in no folder: no such folder',
    );
  });

  it('takes two round trips at most', async () => {
    await using here = await testWorld();

    await run(here, { cmd: 'true' });
    expect(here.world.connection.roundTrips).toBe(1);
    await run(here, { cmd: 'true', creates: 'x' });
    expect(here.world.connection.roundTrips).toBe(3);
  });
});
