import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { sourceFiles } from '../../source/read.ts';
import { rememberFailed } from './failed-hosts.ts';
import { readLimit } from './read-limit.ts';
import { makeRunFolder } from './run-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-state-'));
});
afterEach(() => rm(folder, { recursive: true }));

const recap = (failed: number, unreachable: number) => ({
  ok: 1,
  changed: 0,
  unreachable,
  failed,
  skipped: 0,
  rescued: 0,
  ignored: 0,
  unknown: 0,
});
const limit = (text: string | undefined) =>
  readLimit(text, { files: sourceFiles(folder), stateFolder: folder });

test('@failed means the machines that failed or did not answer last time', async () => {
  await rememberFailed(folder, { a: recap(1, 0), b: recap(0, 0), c: recap(0, 1) });
  expect(await limit('@failed')).toEqual({ pattern: 'a,c', problems: [] });
  expect(await limit('@failed:!c')).toEqual({ pattern: 'a,c,!c', problems: [] });
});

test.each([
  [false, 'there was no run that could have failed'],
  [true, 'no machine failed in the last run'],
])('@failed where none failed (a run before: %s)', async (hasRun, message) => {
  if (hasRun) await rememberFailed(folder, { a: recap(0, 0) });
  const { problems } = await limit('@failed');
  expect(problems).toEqual([{ code: 'unknown-host', message, file: '--limit' }]);
});

test('@FILE has a pattern a line', async () => {
  await writeFile(join(folder, 'some'), '# those\nnode1\n\nnode2:!x\n');
  expect(await limit('@some,gate')).toEqual({ pattern: 'node1,node2:!x,gate', problems: [] });
  expect((await limit('@other')).problems.map(({ code }) => code)).toEqual(['file-unreadable']);
});

test('no limit, and one that is a pattern', async () => {
  expect(await limit(undefined)).toEqual({ pattern: undefined, problems: [] });
  expect(await limit('nodes:&b')).toEqual({ pattern: 'nodes,&b', problems: [] });
});

test('a run has a folder that only the user can read; the newest twenty are kept, and those under way', async () => {
  const runs = join(folder, 'runs');
  await mkdir(join(runs, 'kept by hand'), { recursive: true });
  const startMs = Date.UTC(2026, 0, 1);
  const [underWay, killed, over] = [
    await makeRunFolder(folder, startMs),
    await makeRunFolder(folder, startMs + 1),
    await makeRunFolder(folder, startMs + 2),
  ];
  await utimes(underWay, startMs / 1000, startMs / 1000);
  await utimes(killed, startMs / 1000 - 86_401, startMs / 1000 - 86_401);
  await writeFile(join(over, 'report.html'), '');
  for (let index = 3; index < 23; index++) await makeRunFolder(folder, startMs + index);
  const names = (await readdir(runs)).sort();
  expect([names.length, ...names.slice(0, 2), names.at(-1)]).toEqual([
    22,
    '2026-01-01T00-00-00-000Z',
    '2026-01-01T00-00-00-003Z',
    'kept by hand',
  ]);
  expect((await stat(join(runs, names[0] ?? ''))).mode & 0o777).toBe(0o700);
});

test('two runs that begin in one millisecond have folders of their own', async () => {
  const [first, second] = [await makeRunFolder(folder, 0), await makeRunFolder(folder, 0)];
  expect(second).toBe(`${first}-${process.pid}`);
});
