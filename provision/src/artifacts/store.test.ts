import { hash, randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { partialPath } from './cache.ts';
import { readLock } from './lock-file.ts';
import { openShelf } from './testing/open-shelf.ts';
import type { Shelf } from './testing/open-shelf.ts';
import { publish } from './testing/publisher.ts';

const CONTENT = randomBytes(300_000);
const SHA256 = hash('sha256', CONTENT);
const PATH = '/v1.0/amd64/tool';

/** The cache's files but for what lies in `partial`. */
async function cached({ settings }: Shelf): Promise<readonly string[]> {
  const names = await readdir(settings.cacheFolder, { recursive: true, withFileTypes: true });
  return names
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(settings.cacheFolder.length + 1));
}

function asked({ publisher }: Shelf): readonly string[] {
  return publisher.requests.map(({ url, headers }) => [url, headers.range].filter(Boolean).join(' '));
}

function flipped(content: Buffer): Buffer {
  const other = Buffer.from(content);
  other[content.length - 1] = (other.at(-1) ?? 0) ^ 1;
  return other;
}

test('a file is fetched once; its publisher says what it must add up to, and the lock keeps that', async () => {
  await using shelf = await openShelf();
  publish(shelf.publisher, PATH, CONTENT);

  const first = await shelf.fetch();
  const second = await shelf.fetch();

  const path = join(shelf.settings.cacheFolder, SHA256, 'tool');
  const file = { kind: 'cached', path, sha256: SHA256, sizeBytes: CONTENT.length };
  expect([first, second]).toEqual([
    { ...file, isFetched: true },
    { ...file, isFetched: false },
  ]);
  expect((await readFile(path)).equals(CONTENT)).toBe(true);
  expect((await stat(path)).mode & 0o777).toBe(0o644);
  expect(asked(shelf)).toEqual([`${PATH}.sha256`, PATH]);
  expect(shelf.progress.at(-1)).toBe(CONTENT.length);
  expect(await cached(shelf)).toEqual([`${SHA256}/tool`]);
  expect(await readFile(shelf.settings.lockFile, 'utf8')).toMatch(/^# The SHA-256 of every file/);
  expect(await readLock(shelf.settings.lockFile)).toEqual({
    [shelf.artifact.url]: {
      sha256: SHA256,
      size: CONTENT.length,
      published: `${shelf.artifact.url}.sha256`,
    },
  });
});

describe('what is refused', () => {
  test('one flipped byte on the wire', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    shelf.publisher.files.set(PATH, flipped(CONTENT));

    expect(await shelf.fetch()).toEqual({
      kind: 'refused',
      reason: `${shelf.artifact.url} gave a file with the SHA-256 ${hash('sha256', flipped(CONTENT))}, and not ${SHA256}, as ${shelf.artifact.url}.sha256 says`,
    });
    expect(await cached(shelf)).toEqual([]);
    expect(await readLock(shelf.settings.lockFile)).toEqual({});
  });

  test('another file than the lock knows, whatever its publisher says by now', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    const first = await shelf.fetch();
    if (first.kind === 'cached') await writeFile(first.path, '');
    const other = publish(shelf.publisher, PATH, flipped(CONTENT));

    expect(await shelf.fetch()).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(
        `gave a file with the SHA-256 ${other}, and not ${SHA256}, as the lock says \\(published at http`,
      ) as unknown,
    });
    expect((await readLock(shelf.settings.lockFile))[shelf.artifact.url]?.sha256).toBe(SHA256);
  });

  test.each([
    ['no checksum file', undefined, ': HTTP 404 Not Found'],
    ['a page in place of one', '<html>404</html>', ' has no SHA-256 of tool'],
    ['a list without the file', `${SHA256}  other\n`, ' has no SHA-256 of tool'],
    ['a sum of another kind', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa  tool\n', ' has no SHA-256 of tool'],
  ])('a file without an entry: %s', async (_what, list, reason) => {
    await using shelf = await openShelf();
    shelf.publisher.files.set(PATH, CONTENT);
    if (list !== undefined) shelf.publisher.files.set(`${PATH}.sha256`, list);

    expect(await shelf.fetch()).toEqual({
      kind: 'refused',
      reason: `${shelf.artifact.url} has no entry in ${shelf.settings.lockFile}, and its publisher cannot be asked: ${shelf.artifact.url}.sha256${reason}`,
    });
    expect(asked(shelf)).not.toContain(PATH);
  });

  test('a file without an entry that nobody publishes a sum of', async () => {
    await using shelf = await openShelf({ checksum_url: false });
    shelf.publisher.files.set(PATH, CONTENT);

    expect(await shelf.fetch()).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('nobody publishes its SHA-256 (checksum_url: false)') as unknown,
    });
  });

  test('a publisher that is away', async () => {
    await using shelf = await openShelf({ url: 'http://127.0.0.1:1/{file}' });

    expect(await shelf.fetch()).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(
        /cannot be asked: http:\/\/127\.0\.0\.1:1\/tool\.sha256: .*ECONNREFUSED/,
      ) as unknown,
    });
  });
});

test('one flipped byte in the cache: the file is fetched again, and where that cannot be, said to be damaged', async () => {
  await using shelf = await openShelf();
  publish(shelf.publisher, PATH, CONTENT);
  const first = await shelf.fetch();
  if (first.kind !== 'cached') throw new Error(first.reason);
  await writeFile(first.path, flipped(CONTENT));
  const damage = `${first.path} is damaged: its SHA-256 is ${hash('sha256', flipped(CONTENT))}`;

  const mended = await shelf.fetch();

  expect(mended).toEqual({ ...first, isFetched: true });
  expect((await readFile(first.path)).equals(CONTENT)).toBe(true);
  expect(shelf.waited).toEqual([`${damage}; it is fetched again`]);

  await writeFile(first.path, flipped(CONTENT));
  shelf.publisher.files.clear();
  expect(await shelf.fetch()).toEqual({
    kind: 'refused',
    reason: `${damage}; ${shelf.artifact.url}: HTTP 404 Not Found`,
  });
});

describe('a transfer that is cut', () => {
  test('goes on where it ended, by itself', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    shelf.publisher.cutsAfter.push(100_000, 50_000);

    expect(await shelf.fetch()).toMatchObject({ kind: 'cached', isFetched: true });
    expect(asked(shelf)).toEqual([`${PATH}.sha256`, PATH, `${PATH} bytes=100000-`, `${PATH} bytes=150000-`]);
    expect(shelf.publisher.requests.at(-1)?.headers['if-range']).toBe('"one"');
    expect(shelf.waited).toContain('the transfer of tool was cut, it goes on where it ended');
  });

  test('is given up when nothing more comes, and taken up by the next run', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    shelf.publisher.cutsAfter.push(200_000, 0, 0, 0);

    const first = await shelf.fetch();
    const partial = partialPath(shelf.settings.cacheFolder, shelf.artifact.url);
    const left = await readFile(partial);
    const second = await shelf.fetch();

    expect(first).toMatchObject({ kind: 'refused' });
    expect(left.equals(CONTENT.subarray(0, 200_000))).toBe(true);
    expect(second).toMatchObject({ kind: 'cached' });
    expect(asked(shelf).at(-1)).toBe(`${PATH} bytes=200000-`);
    expect(await cached(shelf)).toEqual([`${SHA256}/tool`]);
  });

  test('begins anew at a server that gives no parts', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    shelf.publisher.cutsAfter.push(100_000);
    shelf.publisher.hasRange = false;

    expect(await shelf.fetch()).toMatchObject({ kind: 'cached', sha256: SHA256 });
  });

  test('begins anew when the file has changed at the server since', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    await writeLeftover(shelf, randomBytes(1_000), '"zero"');

    expect(await shelf.fetch()).toMatchObject({ kind: 'cached', sha256: SHA256 });
    expect(shelf.publisher.requests.map(({ headers }) => headers['if-range'])).toEqual([undefined, '"zero"']);
  });

  test('begins anew when what was left of it turns out to be wrong', async () => {
    await using shelf = await openShelf();
    shelf.publisher.etag = undefined;
    publish(shelf.publisher, PATH, CONTENT);
    await writeLeftover(shelf, randomBytes(1_000), undefined);

    expect(await shelf.fetch()).toMatchObject({ kind: 'cached', sha256: SHA256 });
    expect(asked(shelf)).toEqual([`${PATH}.sha256`, `${PATH} bytes=1000-`, PATH]);
  });

  test('is all there already', async () => {
    await using shelf = await openShelf();
    publish(shelf.publisher, PATH, CONTENT);
    await writeLeftover(shelf, CONTENT, '"one"');

    expect(await shelf.fetch()).toMatchObject({ kind: 'cached', sha256: SHA256 });
  });
});

async function writeLeftover(shelf: Shelf, bytes: Uint8Array, validator: string | undefined): Promise<void> {
  const partial = partialPath(shelf.settings.cacheFolder, shelf.artifact.url);
  await mkdir(join(shelf.settings.cacheFolder, 'partial'), { recursive: true });
  await writeFile(partial, bytes);
  if (validator !== undefined) await writeFile(`${partial}.validator`, validator);
}

test('many who ask at once get one download, in one run and in several', async () => {
  await using shelf = await openShelf();
  publish(shelf.publisher, PATH, CONTENT);
  const store = shelf.newStore();
  const watch = {
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onWaiting: () => undefined,
  };

  const all = await Promise.all([
    store.fetch(shelf.artifact, watch),
    store.fetch(shelf.artifact, watch),
    shelf.fetch(),
    shelf.fetch(),
  ]);

  expect(all.map((each) => each.kind === 'cached' && each.sha256)).toEqual([SHA256, SHA256, SHA256, SHA256]);
  expect(asked(shelf)).toEqual([`${PATH}.sha256`, PATH]);
});

test('who waits for a fetch that is interrupted takes it over', async () => {
  await using shelf = await openShelf();
  publish(shelf.publisher, PATH, CONTENT);
  const store = shelf.newStore();
  const stop = new AbortController();
  const watch = { onProgress: () => undefined, onWaiting: () => undefined };
  const first = store.fetch(shelf.artifact, {
    ...watch,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  });
  const second = store.fetch(shelf.artifact, { ...watch, signal: new AbortController().signal });

  await expect(first).rejects.toThrow('enough');
  expect(await second).toMatchObject({ kind: 'cached', sha256: SHA256 });
});

test('an architecture each', async () => {
  await using shelf = await openShelf();
  publish(shelf.publisher, PATH, CONTENT);
  await shelf.fetch();

  const [amd64, arm64] = await Promise.all([
    shelf.newStore().known('amd64'),
    shelf.newStore().known('arm64'),
  ]);

  expect(amd64.map(({ artifact, path }) => [artifact.url, path !== undefined])).toEqual([
    [`${shelf.publisher.url}${PATH}`, true],
  ]);
  expect(arm64.map(({ artifact, entry }) => [artifact.url, entry])).toEqual([
    [`${shelf.publisher.url}/v1.0/arm64/tool`, undefined],
  ]);
});
