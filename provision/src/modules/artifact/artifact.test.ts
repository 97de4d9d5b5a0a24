import { hash } from 'node:crypto';
import { readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it, vi } from 'vitest';

import { architectureNamed } from '../../artifacts/resolve.ts';
import { artifactStoreIn } from '../../artifacts/testing/artifact-store.ts';
import { publish, startPublisher } from '../../artifacts/testing/publisher.ts';
import type { Publisher } from '../../artifacts/testing/publisher.ts';
import { NO_GNU } from '../../facts/testing/ask-here.ts';
import { runDecision } from '../../run/interpret/task.ts';
import { testWorld } from '../../run/interpret/testing/test-world.ts';
import type { TestWorld } from '../../run/interpret/testing/test-world.ts';
import { PLAIN_CONTEXT } from '../testing/case-context.ts';
import { ArtifactArgs } from './arguments.ts';
import { artifactModule } from './artifact.ts';

const CONTENT = Buffer.alloc(400_000, 'program');

/** A lab with the artifact `tool`, and a machine that is this one. */
interface Site extends AsyncDisposable {
  readonly here: TestWorld;
  readonly publisher: Publisher;
  readonly dest: string;
  readonly artifact: (args?: object) => Promise<Readonly<Record<string, unknown>>>;
}

async function openSite(): Promise<Site> {
  const here = await testWorld();
  vi.stubEnv('XDG_STATE_HOME', join(here.folder, 'state'));
  const publisher = await startPublisher();
  const architecture = architectureNamed(process.arch);
  publish(publisher, `/${architecture}/tool`, CONTENT);
  const artifacts = artifactStoreIn(here.folder, {
    tools: {
      version: '1.0',
      url: `${publisher.url}/{arch}/{file}`,
      checksum_url: '{url}.sha256',
      files: { tool: 'tool' },
    },
  });
  const dest = join(here.folder, 'tool');
  return {
    here,
    publisher,
    dest,
    artifact: async (args = {}) => {
      const decision = artifactModule.decide(
        ArtifactArgs.parse({ name: 'tool', dest, ...args }),
        PLAIN_CONTEXT,
      );
      const outcome = await runDecision(decision, { ...here.world, artifacts });
      if (outcome.kind !== 'done') throw new Error('not done');
      return { changed: outcome.changed, ...outcome.result };
    },
    [Symbol.asyncDispose]: async () => {
      await publisher[Symbol.asyncDispose]();
      await here[Symbol.asyncDispose]();
    },
  };
}

describe.runIf(NO_GNU === undefined)('artifact, for real', () => {
  it('comes once, and is known by its stamp afterwards', async () => {
    await using site = await openSite();
    const send = vi.spyOn(site.here.world.connection, 'send');

    const first = await site.artifact({ mode: '0755' });
    const second = await site.artifact({ mode: '0755' });

    expect(first).toMatchObject({
      changed: true,
      dest: site.dest,
      checksum: hash('sha256', CONTENT),
      mode: '0755',
      size: CONTENT.length,
      version: '1.0',
    });
    expect(second).toMatchObject({ changed: false, mode: '0755' });
    expect(send).toHaveBeenCalledTimes(1);
    expect((await readFile(site.dest)).equals(CONTENT)).toBe(true);
    const stamp = await readFile(
      join(site.here.folder, 'state/remla-lab/stamps', `${site.dest}.stamp`),
      'utf8',
    );
    const { size, ino } = await stat(site.dest);
    expect(stamp).toMatch(new RegExp(`^${hash('sha256', CONTENT)} ${size} \\d+\\.\\d+ ${ino}\\n$`));
  });

  it('is sent again where it was replaced, written or cut short', async () => {
    await using site = await openSite();
    await site.artifact();
    const { atime, mtime } = await stat(site.dest);
    const other = join(site.here.folder, 'other');

    // Of the same size and time, but another file.
    await writeFile(other, Buffer.alloc(CONTENT.length, 'virus'));
    await utimes(other, atime, mtime);
    await rename(other, site.dest);
    const replaced = await site.artifact();
    await writeFile(site.dest, Buffer.alloc(CONTENT.length, 'other'));
    const written = await site.artifact();
    await writeFile(site.dest, CONTENT.subarray(1));
    const short = await site.artifact();

    expect([replaced, written, short].map(({ changed }) => changed)).toEqual([true, true, true]);
    expect((await readFile(site.dest)).equals(CONTENT)).toBe(true);
  });

  it('is not sent where it lies already; it gets its stamp', async () => {
    await using site = await openSite();
    await writeFile(site.dest, CONTENT);
    const send = vi.spyOn(site.here.world.connection, 'send');

    const first = await site.artifact();
    const second = await site.artifact();

    expect([first['changed'], second['changed'], send.mock.calls.length]).toEqual([false, false, 0]);
  });

  it('does not believe a stamp that lies about another file', async () => {
    await using site = await openSite();
    await site.artifact();
    const stamp = join(site.here.folder, 'state/remla-lab/stamps', `${site.dest}.stamp`);
    const text = await readFile(stamp, 'utf8');
    await writeFile(site.dest, 'something else');
    await writeFile(stamp, text);

    expect(await site.artifact()).toMatchObject({ changed: true });
  });

  it('leaves the old file where the cache is damaged and nobody has another one', async () => {
    await using site = await openSite();
    const first = await site.artifact();
    await writeFile(site.dest, 'old');
    const cached = join(site.here.folder, 'cache', String(first['checksum']), 'tool');
    await writeFile(cached, Buffer.alloc(CONTENT.length, 'damage'));
    site.publisher.files.clear();

    const result = await site.artifact();

    expect(result).toMatchObject({
      failed: true,
      msg: expect.stringContaining(`${cached} is damaged`) as unknown,
    });
    expect(await readFile(site.dest, 'utf8')).toBe('old');
  });
});
