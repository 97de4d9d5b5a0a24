import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';

// What a start of the lab loads, and what it must not: each package costs every command some ten milliseconds.

const ROOT = new URL('../../', import.meta.url);
const LAB = fileURLToPath(new URL('../bin/lab.js', import.meta.url));

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

/** The files that a Node of its own loads, below the checkout. */
async function loadedBy(
  words: readonly string[],
): Promise<{ readonly files: readonly string[]; readonly packages: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-start-'));
  try {
    const list = join(folder, 'loaded');
    const labFile = join(folder, 'own-state.yml');
    await writeFile(join(folder, 'play.yml'), PLAY);
    await writeFile(labFile, stringify({ provision: { state_folder: join(folder, 'state') } }));
    await execa(process.execPath, ['--import', NOTE_LOADED, ...words], {
      cwd: folder,
      env: { LOADED: list, LAB_FILE: labFile },
    });
    const urls = (await readFile(list, 'utf8')).trimEnd().split('\n');
    const files = urls.map((url) => url.replace(ROOT.href, ''));
    const packages = files.flatMap((file) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
    return { files, packages: [...new Set(packages)].toSorted() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('reading a playbook loads four packages, and of those what it takes', async () => {
  const { files, packages } = await loadedBy([LAB, 'provision', '--syntax-check', '-i', 'a,', 'play.yml']);

  expect(packages).toEqual(['@marcbachmann/cel-js', 'handlebars', 'yaml', 'zod']);
  expect(files.filter((file) => /zod\/.*\/locales\//.test(file))).toEqual([
    'node_modules/zod/v4/locales/en.js',
  ]);
  expect(files.filter((file) => /handlebars\/.*(runtime|compiler\/.*compiler)/.test(file))).toEqual([]);
  expect(
    files.filter((file) => /^provision\/src\/(transport|report|cluster|artifacts)\//.test(file)),
  ).toEqual([]);
});

/** What a Node loads that imports files of ours as the lab does. */
function loadedWith(...paths: readonly string[]): ReturnType<typeof loadedBy> {
  const imports = ['../bin/quick-imports.js', ...paths].map(
    (path) => `await import(${JSON.stringify(new URL(path, import.meta.url).href)});`,
  );
  return loadedBy(['--input-type=module', '--eval', imports.join('\n')]);
}

test('a run as such brings neither SSH nor the client of Kubernetes', async () => {
  const { files, packages } = await loadedWith('commands/playbooks/carry-out.ts', 'run/run-plan.ts');

  expect(packages).toEqual(['handlebars', 'yaml', 'zod']);
  expect(files.filter((file) => file.startsWith('provision/src/cluster/'))).toEqual([
    'provision/src/cluster/clusters.ts',
  ]);
});

test('a way over SSH brings no server and no HTTP with it', async () => {
  const { files, packages } = await loadedWith('transport/ssh/link.ts');

  expect(packages).toContain('ssh2');
  expect(files).not.toContain('node:http');
  expect(files.filter((file) => /\/(server|keygen|http-agents)\.js$/.test(file))).toEqual([]);
});

test('help takes no package', async () => {
  expect((await loadedBy([LAB, 'help'])).packages).toEqual([]);
});
