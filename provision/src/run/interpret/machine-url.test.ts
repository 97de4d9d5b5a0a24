import { mkdir, readdir, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { IncomingMessage } from 'node:http';

import { describe, expect, it } from 'vitest';

import type { MachineUrlAction } from '../../modules/action.ts';
import { act, done } from '../../modules/decision.ts';
import { Secret } from '../../shell/secret.ts';
import { runDecision } from './task.ts';
import { programPath } from './testing/program-path.ts';
import { performAction } from './testing/perform-action.ts';
import { type TestWorld, testWorld } from './testing/test-world.ts';
import { startWebServer } from './testing/web-server.ts';

const request = {
  kind: 'machine-url',
  timeoutSeconds: 5,
  isCertificateChecked: true,
  isProxyUsed: false,
} as const;

/** The world with one of the two programs alone on its PATH; undefined where this machine lacks it. */
async function only(here: TestWorld, program: string): Promise<MachineUrlWorld | undefined> {
  const found = programPath(program);
  if (found === '') return undefined;
  return { ...here.world, environment: { PATH: await pathWith(here, [program]) } };
}
type MachineUrlWorld = TestWorld['world'];

async function pathWith(here: TestWorld, programs: readonly string[]): Promise<string> {
  const folder = join(here.folder, `bin-${programs.join('-')}`);
  await mkdir(folder);
  const all = ['head', 'cat', 'wc', 'mktemp', 'rm', 'grep', 'cp', 'mv', 'chmod', ...programs];
  for (const name of all) {
    await symlink(programPath(name), join(folder, name));
  }
  return folder;
}

describe.each(['curl', 'wget'])('a URL to the machine, by %s', (program) => {
  it('fetches content, with the head of the last answer', async ({ skip }) => {
    await using here = await testWorld();
    await using web = await startWebServer((asked, response) => {
      if (asked.url === '/from') response.writeHead(302, { location: '/to' }).end();
      else response.writeHead(200, { 'x-seen': 'yes' }).end('content\n');
    });
    const world = (await only(here, program)) ?? skip();

    const output = await performAction(world, { ...request, url: `${web.url}/from` });

    const { status, sizeBytes, message, failure, headers } = output;
    expect({ status, sizeBytes, message, failure, seen: headers['x-seen'] }).toEqual({
      status: 200,
      sizeBytes: 8,
      message: 'OK (8 bytes)',
      failure: undefined,
      seen: 'yes',
    });
    expect(await readdir(here.folder)).toEqual([`bin-${program}`]);
  });

  it('sends headers, user and password, none of them in a command line', async ({ skip }) => {
    await using here = await testWorld();
    await using web = await startWebServer((_, response) => void response.end('ok'));
    const world = (await only(here, program)) ?? skip();

    await performAction(world, {
      ...request,
      url: `${web.url}/a?b=c%20d`,
      headers: { 'X-Token': 'a "quoted" \\ one' },
      user: 'someone',
      password: new Secret('pass word'),
      ifModifiedSince: 'Sat, 21 Nov 2026 07:00:00 GMT',
    });

    const { url, headers } = web.requests[0] as IncomingMessage;
    expect({
      url,
      token: headers['x-token'],
      since: headers['if-modified-since'],
      auth: headers.authorization,
    }).toEqual({
      url: '/a?b=c%20d',
      token: 'a "quoted" \\ one',
      since: 'Sat, 21 Nov 2026 07:00:00 GMT',
      auth: `Basic ${Buffer.from('someone:pass word').toString('base64')}`,
    });
  });

  it.each([
    [304, 'HTTP Error 304: Not Modified'],
    [404, 'HTTP Error 404: Not Found'],
  ])('says %d', async (code, message) => {
    await using here = await testWorld();
    await using web = await startWebServer((_, response) => void response.writeHead(code).end());
    const world = await only(here, program);
    if (!world) return;

    const output = await performAction(world, { ...request, url: web.url });

    expect([output.status, output.message, output.path, output.failure]).toEqual([
      code,
      message,
      undefined,
      undefined,
    ]);
  });

  it('says that nobody answers', async ({ skip }) => {
    await using here = await testWorld();
    const world = (await only(here, program)) ?? skip();

    const output = await performAction(world, { ...request, url: 'http://127.0.0.1:1/' });

    expect([output.status, output.path]).toEqual([-1, undefined]);
    expect(output.failure).toMatch(/^Request failed: .*(refused|connect to)/is);
  });
});

describe('a URL to the machine', () => {
  it('names the program that is missing', async () => {
    await using here = await testWorld();
    const world = { ...here.world, environment: { PATH: await pathWith(here, []) } };

    await expect(performAction(world, { ...request, url: 'http://127.0.0.1:1/' })).rejects.toThrow(
      'here lacks the program `curl` (on Debian and Ubuntu: apt-get install curl); GNU wget will do too',
    );
  });

  it.skipIf(programPath('curl') === '')('is given to an upload, and is gone afterwards', async () => {
    await using here = await testWorld();
    await using web = await startWebServer((_, response) => void response.end('content'));
    const path = join(here.folder, 'file');
    const fetch: MachineUrlAction = { ...request, url: web.url };

    await runDecision(
      act([fetch], { changed: true }, ([fetched]) =>
        act(
          [{ kind: 'upload', source: { kind: 'machine-file', path: fetched.path ?? '' }, path }],
          { changed: true },
          () => done(true),
        ),
      ),
      here.world,
    );

    expect(await readFile(path, 'utf8')).toBe('content');
    expect(await readdir(here.folder)).toEqual(['file']);
  });
});
