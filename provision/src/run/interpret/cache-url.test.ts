import { hash, randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { performAction } from './testing/perform-action.ts';
import { testWorld } from './testing/test-world.ts';
import { startWebServer } from './testing/web-server.ts';

const content = randomBytes(300_000);
const sha256 = hash('sha256', content);

/** Serves the content, or what of it is asked for. */
function startSource() {
  return startWebServer((request, response) => {
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
    if (request.url === '/missing') response.writeHead(404).end();
    else if (from >= content.length) response.writeHead(416).end();
    else response.writeHead(from > 0 ? 206 : 200).end(content.subarray(from));
  });
}

describe('a URL to the cache', () => {
  it('fetches once', async () => {
    await using here = await testWorld();
    await using web = await startSource();
    const action = {
      kind: 'cache-url',
      url: `${web.url}/v1/lab image.tar?x=y`,
      sha256: sha256.toUpperCase(),
    } as const;

    const first = await performAction(here.world, action);
    const second = await performAction(here.world, action);

    const path = join(here.world.local.cache, `${sha256}-lab_20image.tar`);
    expect(first).toMatchObject({ failure: undefined, status: 200, path, sizeBytes: content.length });
    expect(second).toMatchObject({ failure: undefined, status: 200, path, sizeBytes: content.length });
    expect((await readFile(path)).equals(content)).toBe(true);
    expect(web.requests).toHaveLength(1);
  });

  it.each([100_000, content.length])('goes on behind %d bytes', async (size) => {
    await using here = await testWorld();
    await using web = await startSource();
    await mkdir(here.world.local.cache);
    await writeFile(join(here.world.local.cache, `${sha256}-file.part`), content.subarray(0, size));

    const output = await performAction(here.world, { kind: 'cache-url', url: `${web.url}/file`, sha256 });

    expect(output).toMatchObject({ failure: undefined, sizeBytes: content.length });
    expect(web.requests[0]?.headers.range).toBe(`bytes=${size}-`);
  });

  it('keeps nothing that does not add up', async () => {
    await using here = await testWorld();
    await using web = await startSource();
    const wrong = hash('sha256', 'other');

    const output = await performAction(here.world, {
      kind: 'cache-url',
      url: `${web.url}/file`,
      sha256: wrong,
    });

    expect(output).toMatchObject({
      failure: `the SHA-256 of what was fetched is ${sha256}, not ${wrong}`,
      path: undefined,
    });
    expect(await readdir(here.world.local.cache)).toEqual([]);
  });

  it('says what is wrong', async () => {
    await using here = await testWorld();
    await using web = await startSource();
    const missing = `${web.url}/missing`;

    const outputs = [
      await performAction(here.world, { kind: 'cache-url', url: missing, sha256 }),
      await performAction(here.world, { kind: 'cache-url', url: 'http://127.0.0.1:1/x', sha256 }),
    ];

    expect(outputs.map(({ failure }) => failure)).toEqual([
      `${missing}: HTTP 404 Not Found`,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:1\/x: ./) as string,
    ]);
  });
});
