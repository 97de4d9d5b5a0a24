import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { NO_GNU } from '../../facts/testing/ask-here.ts';
import { runDecision } from '../../run/interpret/task.ts';
import { programPath } from '../../run/interpret/testing/program-path.ts';
import { testWorld, type TestWorld } from '../../run/interpret/testing/test-world.ts';
import { startWebServer } from '../../run/interpret/testing/web-server.ts';
import { PLAIN_CONTEXT } from '../testing/case-context.ts';
import { GetUrlArgs } from './arguments.ts';
import { getUrlModule } from './get_url.ts';

async function getUrl({ world }: TestWorld, args: unknown): Promise<Readonly<Record<string, unknown>>> {
  const outcome = await runDecision(getUrlModule.decide(GetUrlArgs.parse(args), PLAIN_CONTEXT), world);
  if (outcome.kind !== 'done') throw new Error('not done');
  return { ...outcome.result, changed: outcome.changed };
}

/** Serves one file that never changes, its sums, and what is missing. */
function startSource(content: () => string) {
  const modified = new Date('2026-01-01T00:00:00Z');
  return startWebServer((request, response) => {
    const since = Date.parse(request.headers['if-modified-since'] ?? '');
    if (request.url === '/SUMS') response.end(`${hash('sha256', content())}  lab.txt\n`);
    else if (request.url !== '/lab.txt') response.writeHead(404).end();
    else if (since >= modified.getTime()) response.writeHead(304).end();
    else response.end(content());
  });
}

const canFetch = NO_GNU === undefined && ['curl', 'wget'].some((program) => programPath(program) !== '');

describe.runIf(canFetch)('get_url, for real', () => {
  it('fetches once, then asks whether there is something newer', async () => {
    await using here = await testWorld();
    await using web = await startSource(() => 'content\n');
    const args = { url: `${web.url}/lab.txt`, dest: '~/lab.txt', mode: '0600' };

    const first = await getUrl(here, args);
    const second = await getUrl(here, args);

    const dest = join(here.folder, 'lab.txt');
    expect(first).toMatchObject({
      changed: true,
      dest,
      status_code: 200,
      size: 8,
      mode: '0600',
      msg: 'OK (8 bytes)',
    });
    expect(second).toMatchObject({ changed: false, dest, status_code: 304, size: 8 });
    expect(await readFile(dest, 'utf8')).toBe('content\n');
    expect(await readdir(here.folder)).toEqual(['lab.txt']);
  });

  it('goes by a list of checksums, into a folder', async () => {
    await using here = await testWorld();
    let content = 'one\n';
    await using web = await startSource(() => content);
    const folder = join(here.folder, 'a folder');
    await mkdir(folder);
    const dest = join(folder, 'lab.txt');
    const args = { url: `${web.url}/lab.txt`, dest, checksum: `sha256:${web.url}/SUMS`, backup: true };

    const first = await getUrl(here, { ...args, dest: folder });
    const second = await getUrl(here, args);
    const fetches = web.requests.filter(({ url }) => url === '/lab.txt').length;
    content = 'two\n';
    const third = await getUrl(here, args);

    expect([first, second, third].map(({ changed }) => changed)).toEqual([true, false, true]);
    expect([first['dest'], second['msg'], fetches]).toEqual([dest, 'file already exists', 1]);
    expect(await readFile(String(third['backup_file']), 'utf8')).toBe('one\n');
    expect(await readFile(dest, 'utf8')).toBe('two\n');
  });

  it('leaves everything as it was when it cannot be done', async () => {
    await using here = await testWorld();
    await using web = await startSource(() => 'content\n');
    const dest = join(here.folder, 'lab.txt');
    await getUrl(here, { url: `${web.url}/lab.txt`, dest });
    const before = await stat(dest);

    const failures = [
      await getUrl(here, { url: `${web.url}/lab.txt`, dest, checksum: 'sha1:00' }),
      await getUrl(here, { url: `${web.url}/missing`, dest, force: true }),
      await getUrl(here, { url: `${web.url}/lab.txt`, dest: join(here.folder, 'no/lab.txt') }),
      await getUrl(here, { url: `${web.url}/lab.txt`, dest: 'new.txt', tmp_dest: join(here.folder, 'no') }),
    ];

    expect(failures.map((result) => 'failed' in result)).toEqual([true, true, true, true]);
    expect((await stat(dest)).ino).toBe(before.ino);
    expect(await readdir(here.folder)).toEqual(['lab.txt']);
  });
});
