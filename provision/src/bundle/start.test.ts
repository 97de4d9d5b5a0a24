import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stringify } from 'yaml';

import { writeBundle } from './bundle.ts';
import type { Bundle } from './bundle.ts';

// What a start of the lab loads, and what it must not: each package costs every command some ten milliseconds.

const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));

/** Writes the URL of each file that is loaded to $LOADED. */
const NOTE_LOADED = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
import { appendFileSync } from 'node:fs';
registerHooks({ load: (url, context, next) => {
  appendFileSync(process.env.LOADED, url + '\\n');
  return next(url, context);
} });`)}`;

const PLAY = `- hosts: all
  connection: local
  gather_facts: false
  tasks:
    - copy: { dest: '{{ inventory_hostname }}.txt', content: text }
      when: inventory_hostname == "a"
      check_mode: true
`;

let folder: string;
let bundle: Bundle;

beforeAll(async () => {
  await mkdir(CACHE, { recursive: true });
  folder = await mkdtemp(join(CACHE, 'lab-test-'));
  bundle = await writeBundle(folder);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Loaded {
  readonly stdout: string;
  /** Of the bundle's files their modules, else the URL. */
  readonly modules: readonly string[];
  readonly packages: readonly string[];
}

/** What a Node of its own loads that starts the lab from the bundle. */
function loadedBy(...words: readonly string[]): Promise<Loaded> {
  return loadedWith(bundle.entry, 'await loaded.main(process.argv.slice(1));', words);
}

/** What a Node of its own loads with a file of the bundle, and with what it then does. */
async function loadedWith(file: string, then = '', words: readonly string[] = []): Promise<Loaded> {
  const place = await mkdtemp(join(tmpdir(), 'lab-start-'));
  try {
    const list = join(place, 'loaded');
    const labFile = join(place, 'own-state.yml');
    await writeFile(join(place, 'play.yml'), PLAY);
    await writeFile(labFile, stringify({ provision: { state_folder: join(place, 'state') } }));
    const target = pathToFileURL(join(folder, file)).href;
    const start = `const loaded = await import(${JSON.stringify(target)}); ${then}`;
    const { stdout } = await execa(
      process.execPath,
      ['--import', NOTE_LOADED, '--input-type=module', '--eval', start, '--', ...words],
      { cwd: place, env: { LOADED: list, LAB_FILE: labFile } },
    );
    const urls = (await readFile(list, 'utf8')).trimEnd().split('\n');
    const modules = urls.flatMap((url) => bundle.modules[basename(url)] ?? [url]);
    const packages = modules.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
    return { stdout, modules, packages: [...new Set(packages)].toSorted() };
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

test('reading a playbook loads four packages, and of those what it takes', async () => {
  const { stdout, modules, packages } = await loadedBy('provision', '--syntax-check', '-i', 'a,', 'play.yml');

  expect(stdout).toContain('playbook: play.yml');
  expect(packages).toEqual(['@marcbachmann/cel-js', 'handlebars', 'yaml', 'zod']);
  expect(modules.filter((path) => /zod\/.*\/locales\//.test(path))).toEqual([
    'node_modules/zod/v4/locales/en.js',
  ]);
  expect(modules.filter((path) => /handlebars\/.*(runtime|compiler\/.*compiler)/.test(path))).toEqual([]);
  expect(
    modules.filter((path) => /^provision\/src\/(transport|report|cluster|artifacts)\//.test(path)),
  ).toEqual([]);
});

test('a run as such brings neither SSH nor the client of Kubernetes', async () => {
  const { stdout, modules, packages } = await loadedBy('provision', '-i', 'a,', 'play.yml');

  expect(stdout).toMatch(/a +: ok=1 +changed=1/);
  expect(packages).toEqual(['@marcbachmann/cel-js', 'handlebars', 'yaml', 'zod']);
  expect(modules.filter((path) => path.startsWith('provision/src/cluster/'))).toEqual([
    'provision/src/cluster/clusters.ts',
  ]);
});

test('a way over SSH brings no server and no HTTP with it', async () => {
  const [file = ''] =
    Object.entries(bundle.modules).find(([, modules]) =>
      modules.includes('provision/src/transport/ssh/link.ts'),
    ) ?? [];

  const { modules, packages } = await loadedWith(file);

  expect(packages).toContain('ssh2');
  expect(modules).toContain('node:net');
  expect(modules).not.toContain('node:http');
  expect(modules.filter((path) => /\/(server|keygen|http-agents)\.js$/.test(path))).toEqual([]);
});

test('help takes no package', async () => {
  expect((await loadedBy('help')).packages).toEqual([]);
});
