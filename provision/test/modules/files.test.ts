import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { chmod, mkdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { NO_GNU } from '../../src/facts/testing/ask-here.ts';
import { loadModule } from '../../src/modules/registry.ts';
import { argumentsOf } from '../../src/modules/testing/case-arguments.ts';
import { contextOf } from '../../src/modules/testing/case-context.ts';
import { runDecision } from '../../src/run/interpret/task.ts';
import { testWorld } from '../../src/run/interpret/testing/test-world.ts';
import type { TestWorld } from '../../src/run/interpret/testing/test-world.ts';

type Args = Readonly<Record<string, unknown>>;

/** Has a module do its work on this machine: `changed`, with the result; fails where the task fails. */
async function play(here: TestWorld, name: string, args: Args, isCheck = false): Promise<Args> {
  const module = await loadModule(name);
  if (module === undefined) throw new Error(`no module ${name}`);
  const checked = argumentsOf(module, args);
  if ('refused' in checked) throw new Error(checked.refused.join('\n'));
  const variables = { name: 'lab' };
  const context = contextOf({ check: isCheck, diff: true, verbosity: 0, host: 'here', variables });
  const outcome = await runDecision(module.decide(checked.args, context), { ...here.world, isCheck });
  if (outcome.kind === 'predicted')
    return { ...outcome.prediction.result, changed: outcome.prediction.changed };
  return { ...outcome.result, changed: outcome.changed };
}

/** Predicts, does it, and does it again: predicted changed, changed, unchanged. */
async function settles(here: TestWorld, name: string, args: Args): Promise<Args> {
  const predicted = await play(here, name, args, true);
  const first = await play(here, name, args);
  const second = await play(here, name, args);
  expect(
    [predicted, first, second].map((each) => [each['changed'], each['failed'] ?? false, each['msg']]),
  ).toEqual([
    [true, false, predicted['msg']],
    [true, false, first['msg']],
    [false, false, second['msg']],
  ]);
  return first;
}

const modeOf = (path: string) => (lstatSync(path).mode & 0o7777).toString(8);
const ODD = 'it\'s $(a) "test" `x`\nü *';

describe.skipIf(NO_GNU)(`modules about files on this machine${NO_GNU ? `: ${NO_GNU}` : ''}`, () => {
  test('file: folders with odd names, and their mode', async () => {
    await using here = await testWorld();
    const path = join(here.folder, ODD, 'below');

    await settles(here, 'file', { path, state: 'directory', mode: 'u=rwx,go=' });

    expect([modeOf(path), modeOf(join(here.folder, ODD))]).toEqual(['700', '700']);
  });

  test('file: everything below a folder, without leaving it through a link', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'd', ODD), { recursive: true });
    await writeFile(join(here.folder, 'd', ODD, 'file'), '', { mode: 0o600 });
    await writeFile(join(here.folder, 'd', 'run'), '', { mode: 0o700 });
    await writeFile(join(here.folder, 'outside'), '', { mode: 0o600 });
    await symlink('../outside', join(here.folder, 'd', 'link'));

    await settles(here, 'file', { path: join(here.folder, 'd'), recurse: true, mode: 'u+rwX,go+rX,go-w' });

    const modes = [`d/${ODD}`, `d/${ODD}/file`, 'd/run', 'outside'].map((path) =>
      modeOf(join(here.folder, path)),
    );
    expect(modes).toEqual(['755', '644', '755', '600']);
  });

  test('names that are no UTF-8: what is done to all of a folder is done to them, and one cannot be copied', async () => {
    await using here = await testWorld();
    const odd = Buffer.concat([Buffer.from(join(here.folder, 'd/')), Buffer.from([0x66, 0xff, 0x0a])]);
    await mkdir(join(here.folder, 'd'));
    await writeFile(odd, '', { mode: 0o600 });

    await settles(here, 'file', { path: join(here.folder, 'd'), recurse: true, mode: 'u=rwX,go=rX' });
    const copied = await play(here, 'copy', {
      src: join(here.folder, 'd'),
      dest: here.folder,
      remote_src: true,
    });
    await settles(here, 'file', { path: join(here.folder, 'd'), state: 'absent' });

    expect(copied['msg']).toContain('a name that is no UTF-8 cannot be copied');
    expect(readdirSync(here.folder)).toEqual([]);
  });

  test('a path in the home folder', async () => {
    await using here = await testWorld();

    await settles(here, 'file', { path: '~/a b/c', state: 'directory' });
    const result = await settles(here, 'copy', { content: 'x', dest: '~/a b/c/file' });
    await settles(here, 'lineinfile', { path: '~/a b/lines', line: 'x', create: true });

    expect(result['dest']).toBe(join(here.folder, 'a b/c/file'));
    expect(readdirSync(join(here.folder, 'a b')).sort()).toEqual(['c', 'lines']);
  });

  test('file: links, in place of what was there', async () => {
    await using here = await testWorld();
    const path = join(here.folder, ODD);
    await writeFile(join(here.folder, 'target'), '');
    await writeFile(path, 'old');

    await settles(here, 'file', { path, src: 'target', state: 'link', force: true });
    await settles(here, 'file', { path, src: '/nowhere', state: 'link', force: true });

    expect(readlinkSync(path)).toBe('/nowhere');
    expect(readdirSync(here.folder).sort()).toEqual([ODD, 'target'].sort());
  });

  test('file: another name of a file', async () => {
    await using here = await testWorld();
    await writeFile(join(here.folder, 'a'), 'x');

    await settles(here, 'file', { path: join(here.folder, 'b'), src: join(here.folder, 'a'), state: 'hard' });

    expect(statSync(join(here.folder, 'a')).nlink).toBe(2);
  });

  test('file: an empty file with times', async () => {
    await using here = await testWorld();
    const path = join(here.folder, '-x');
    const times = { access_time: '202601020304.05', modification_time: '202601020304.06' };

    await settles(here, 'file', { path, state: 'touch', mode: '0600', ...times });

    expect(new Date(statSync(path).mtimeMs).getSeconds()).toBe(6);
    expect(modeOf(path)).toBe('600');
  });

  test('file: gone, with all that is in it', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, ODD, 'below'), { recursive: true });
    await writeFile(join(here.folder, ODD, 'below', 'file'), '');
    await mkdir(join(here.folder, 'kept'));
    await symlink('../../kept', join(here.folder, ODD, 'below', 'link'));

    await settles(here, 'file', { path: join(here.folder, ODD), state: 'absent' });

    expect(readdirSync(here.folder)).toEqual(['kept']);
  });

  test('copy: a text, and the same text', async () => {
    await using here = await testWorld();
    const path = join(here.folder, ODD);

    const result = await settles(here, 'copy', { content: 'hi\n', dest: path, mode: '0600' });

    expect(readFileSync(path, 'utf8')).toBe('hi\n');
    expect(result).toMatchObject({ dest: path, mode: '0600', size: 3, state: 'file' });
  });

  test('copy: a folder, of which only what differs is written', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'files/web', ODD), { recursive: true });
    await writeFile(join(here.folder, 'files/web', ODD, 'a'), 'a');
    await writeFile(join(here.folder, 'files/web/same'), 'same');
    await chmod(join(here.folder, 'files/web/same'), 0o755);
    await mkdir(join(here.folder, 'out'));
    await writeFile(join(here.folder, 'out/same'), 'same');
    await utimes(join(here.folder, 'out/same'), 1, 1);
    await writeFile(join(here.folder, 'out/other'), 'stays');

    await settles(here, 'copy', { src: 'web/', dest: join(here.folder, 'out'), mode: 'preserve' });

    expect(readFileSync(join(here.folder, 'out', ODD, 'a'), 'utf8')).toBe('a');
    expect([statSync(join(here.folder, 'out/same')).mtimeMs, modeOf(join(here.folder, 'out/same'))]).toEqual([
      1000,
      '755',
    ]);
    expect(existsSync(join(here.folder, 'out/other'))).toBe(true);
  });

  test('copy: a folder that lies on the machine', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'from/below'), { recursive: true });
    await writeFile(join(here.folder, 'from/below', ODD), 'x');
    await chmod(join(here.folder, 'from/below', ODD), 0o711);
    await symlink(ODD, join(here.folder, 'from/below/link'));

    await settles(here, 'copy', {
      src: join(here.folder, 'from'),
      dest: join(here.folder, 'to'),
      remote_src: true,
    });

    expect(modeOf(join(here.folder, 'to/from/below', ODD))).toBe('711');
    expect(readlinkSync(join(here.folder, 'to/from/below/link'))).toBe(ODD);
  });

  test('copy: what the check of the new content refuses leaves the old one', async () => {
    await using here = await testWorld();
    const path = join(here.folder, 'f');
    await writeFile(path, 'old');

    const result = await play(here, 'copy', { content: 'new', dest: path, validate: 'grep -q old %s' });

    expect([result['failed'], readFileSync(path, 'utf8'), readdirSync(here.folder)]).toEqual([
      true,
      'old',
      ['f'],
    ]);
  });

  test('template: rendered, through a link', async () => {
    await using here = await testWorld();
    await mkdir(join(here.folder, 'templates'));
    await writeFile(join(here.folder, 'templates/t.hbs'), 'Hello {{ name }}\n');
    await symlink('real', join(here.folder, 'link'));
    await writeFile(join(here.folder, 'real'), 'old');
    await chmod(join(here.folder, 'real'), 0o640);

    await settles(here, 'template', { src: 't.hbs', dest: join(here.folder, 'link'), follow: true });

    expect([readFileSync(join(here.folder, 'real'), 'utf8'), modeOf(join(here.folder, 'real'))]).toEqual([
      'Hello lab\n',
      '640',
    ]);
    expect(readlinkSync(join(here.folder, 'link'))).toBe('real');
  });

  test('lineinfile: bytes stay, whatever they are', async () => {
    await using here = await testWorld();
    const path = join(here.folder, ODD);
    await writeFile(path, Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0x61, 0x3d, 0x31]));

    await settles(here, 'lineinfile', { path, regexp: '^a=', line: 'a=2' });

    expect([...readFileSync(path)]).toEqual([0xff, 0x00, 0x0d, 0x0a, 0x61, 0x3d, 0x32, 0x0d, 0x0a]);
  });

  test('lineinfile: a file and its folder are made', async () => {
    await using here = await testWorld();
    const path = join(here.folder, 'a/b', ODD);

    await settles(here, 'lineinfile', { path, line: 'x', create: true, mode: '0600' });

    expect([readFileSync(path, 'utf8'), modeOf(path)]).toEqual(['x\n', '600']);
  });

  test('stat: a file', async () => {
    await using here = await testWorld();
    const path = join(here.folder, ODD);
    await writeFile(path, 'hi\n');
    await chmod(path, 0o640);

    const result = await play(here, 'stat', { path });

    expect(result).toMatchObject({
      changed: false,
      stat: {
        exists: true,
        path,
        mode: '0640',
        size: 3,
        isreg: true,
        checksum: '55ca6286e3e4f4fba5d0448333fa99fc5a404a73',
      },
    });
  });
});
