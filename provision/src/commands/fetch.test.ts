import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { publish, startPublisher } from '../artifacts/testing/publisher.ts';
import type { Publisher } from '../artifacts/testing/publisher.ts';
import type { CommandContext, Outcome } from './command.ts';
import { fetchArtifacts } from './fetch.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** A lab with the artifacts `one` and `two` at a publisher of this test, and nothing else. */
interface Desk extends AsyncDisposable {
  readonly folder: string;
  readonly publisher: Publisher;
  readonly fetch: (
    options?: { readonly check?: boolean; readonly arch?: readonly string[]; readonly images?: boolean },
    words?: readonly string[],
  ) => Promise<{ readonly outcome: Outcome; readonly lines: readonly string[]; readonly notes: string }>;
}

async function openDesk(): Promise<Desk> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-fetch-'));
  const publisher = await startPublisher();
  for (const name of ['one', 'two']) publish(publisher, `/amd64/${name}`, Buffer.alloc(1_000, name));
  const overlay = join(folder, 'my.yml');
  await writeFile(
    overlay,
    `artifacts:
${await otherGroups()}  tools: { version: '1.0', url: '${publisher.url}/{arch}/{file}', checksum_url: '{url}.sha256', files: { one: one, two: two } }
provision: { lock: ${folder}/lab.lock.yml, cache_folder: ${folder}/cache }
cluster: { kubeadm: { image_archives: [] } }
`,
  );
  return {
    folder,
    publisher,
    fetch: async ({ check = false, arch = ['amd64'], images = false } = {}, words = []) => {
      const lines: string[] = [];
      const notes: string[] = [];
      const options = { check, arch, images, inventory: undefined, lab: overlay };
      const outcome = await fetchArtifacts({ options, words }, contextWith(lines, notes));
      return { outcome, lines: lines.map((line) => line.trimEnd()).sort(), notes: notes.join('') };
    },
    [Symbol.asyncDispose]: async () => {
      await publisher[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Everything that lab.yml itself would have fetched, taken away. */
async function otherGroups(): Promise<string> {
  const lab = parse(await readFile(join(ROOT, 'lab.yml'), 'utf8')) as {
    artifacts: Readonly<Record<string, unknown>>;
  };
  return Object.keys(lab.artifacts)
    .map((group) => `  ${group}: ~\n`)
    .join('');
}

function contextWith(lines: string[], notes: string[]): CommandContext {
  const never = new AbortController().signal;
  return {
    root: ROOT,
    currentDirectory: ROOT,
    environment: {},
    output: {
      print: (text) => void lines.push(text),
      note: (text) => void notes.push(text),
      progress: () => undefined,
      useColor: false,
      isTerminal: false,
      columns: 80,
      rows: 24,
    },
    input: process.stdin,
    stop: never,
    kill: never,
  };
}

test('fills the cache, and says what it took from where', async () => {
  await using desk = await openDesk();

  const first = await desk.fetch();
  const second = await desk.fetch();

  expect(first).toEqual({
    outcome: { status: 'done' },
    lines: ['one', 'two'].map(
      (name) => `fetched  ${name} 1.0 amd64  1.0 kB from ${desk.publisher.url}/amd64/${name}`,
    ),
    notes: '',
  });
  expect(second.lines).toEqual(['there    one 1.0 amd64  1.0 kB', 'there    two 1.0 amd64  1.0 kB']);
});

test('only what is named', async () => {
  await using desk = await openDesk();

  expect((await desk.fetch({}, ['two'])).lines).toHaveLength(1);
  expect(await desk.fetch({}, ['twoo', 'four'])).toMatchObject({
    outcome: {
      status: 'bad-command-line',
      mistakes: ['lab.yml has no artifact twoo: did you mean two?', 'lab.yml has no artifact four'],
    },
  });
});

test('with --check nothing is fetched: what is there, damaged and missing', async () => {
  await using desk = await openDesk();
  await desk.fetch({}, ['one']);

  const { outcome, lines, notes } = await desk.fetch({ check: true });

  expect(outcome).toEqual({ status: 'failed' });
  expect(lines).toEqual([
    `missing  two 1.0 amd64  ${desk.publisher.url}/amd64/two`,
    'there    one 1.0 amd64  1.0 kB',
  ]);
  expect(notes).toContain('1 of 2 files is missing:');
  expect(notes).toContain('has no entry in the lock yet');

  const [sum = ''] = (await readdir(join(desk.folder, 'cache'))).filter((name) => name.length === 64);
  const path = join(desk.folder, 'cache', sum, 'one');
  await truncate(path, 999);
  await truncate(path, 1_000);
  expect((await desk.fetch({ check: true }, ['one'])).lines[0]).toContain(
    `damaged  one 1.0 amd64  ${path} is damaged`,
  );
});

test('without a network: exactly which files are missing, and where each belongs', async () => {
  await using desk = await openDesk();
  await desk.fetch();
  await rm(join(desk.folder, 'cache'), { recursive: true });
  desk.publisher.files.clear();

  const { outcome, lines, notes } = await desk.fetch();

  expect(outcome).toEqual({ status: 'failed' });
  expect(lines).toEqual(
    ['one', 'two'].map(
      (name) => `missing  ${name} 1.0 amd64  ${desk.publisher.url}/amd64/${name}: HTTP 404 Not Found`,
    ),
  );
  expect(notes).toContain('2 of 2 files are missing:');
  for (const name of ['one', 'two']) {
    expect(notes).toMatch(
      new RegExp(`/amd64/${name}\n    belongs at ${desk.folder}/cache/[0-9a-f]{64}/${name}`),
    );
  }
});

test('an architecture that nobody builds for', async () => {
  await using desk = await openDesk();

  expect((await desk.fetch({ arch: ['arm64', 's390x'] })).outcome).toEqual({
    status: 'bad-command-line',
    mistakes: ['--arch s390x: artifacts are for amd64 and arm64'],
  });
});
