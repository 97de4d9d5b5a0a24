import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';

import type { MachineFact } from '../modules/fact.ts';
import { helmChart } from './helm-chart.ts';
import { helmError, helmRelease } from './helm-release.ts';
import { helmRender } from './helm-render.ts';
import { helmRepositories } from './helm-repositories.ts';
import { helmTrouble } from './helm-trouble.ts';
import { NO_GNU, askHere } from './testing/ask-here.ts';

// The scripts run here, over programs `helm` and `kubectl` that only repeat what the real ones were seen to say.

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'remla-helm-facts-'));
  mkdirSync(join(folder, 'bin'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A program that answers by the first pattern (of `case`) that its words fit. */
function program(name: string, answers: Readonly<Record<string, string>>): void {
  const cases = Object.entries(answers).map(([pattern, script]) => `${pattern}) ${script} ;;`);
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/sh\ncase "$*" in\n${cases.join('\n')}\n*) exit 9 ;;\nesac\n`);
  chmodSync(path, 0o755);
  vi.stubEnv('PATH', `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`);
}

function answer<Value>({ family, key }: MachineFact<Value>): Value | undefined {
  return askHere(family, [key], folder)[0];
}

const REF = { name: 'toy', namespace: 'toys', kubeconfig: '/k' };
const ACCESS = '--namespace\\ toys\\ --kubeconfig\\ /k';
const METADATA = {
  name: 'toy',
  chart: 'toy',
  version: '1.0.0',
  appVersion: '3',
  labels: { 'remla-lab/chart': 'abc', owner: 'helm' },
  namespace: 'toys',
  revision: 2,
};

const FOUND = {
  kind: 'found',
  revision: 2,
  chart: 'toy',
  version: '1.0.0',
  appVersion: '3',
  chartDigest: 'abc',
};

test.skipIf(NO_GNU)('a release: not there, no cluster, at rest, with its objects', () => {
  program('helm', { '*': 'echo "Error: release: not found" >&2; exit 1' });
  expect(answer(helmRelease({ ...REF, isManifestWanted: true }))).toEqual({ kind: 'missing' });

  program('helm', { '*': 'echo "Error: kubernetes cluster unreachable: refused" >&2; exit 1' });
  expect(answer(helmRelease({ ...REF, isManifestWanted: true }))).toEqual({
    kind: 'refused',
    reason: 'kubernetes cluster unreachable: refused',
  });

  const known = JSON.stringify({ ...METADATA, status: 'deployed' });
  program('helm', {
    [`get\\ metadata\\ toy\\ ${ACCESS}*`]: `echo '${known}'`,
    [`get\\ values\\ toy\\ ${ACCESS}*`]: `echo '{"a":{"b":[1]}}'`,
    [`get\\ manifest\\ toy\\ ${ACCESS}`]: `printf 'kind: Pod\\n'`,
  });
  const rest = { ...FOUND, status: 'deployed', values: { a: { b: [1] } }, history: [], workers: [] };
  expect(answer(helmRelease({ ...REF, isManifestWanted: false }))).toEqual({ ...rest, manifest: '' });
  expect(answer(helmRelease({ ...REF, isManifestWanted: true }))).toEqual({
    ...rest,
    manifest: 'kind: Pod\n',
  });
});

test.skipIf(NO_GNU)('a release that is under way: its revisions, and who works on it', async () => {
  const known = JSON.stringify({ ...METADATA, labels: null, status: 'pending-upgrade' });
  const name = `toy-${process.pid}`;
  program('helm', {
    'get\\ metadata*': `echo '${known}'`,
    'get\\ values*': 'echo null',
    'history*': `echo '[{"revision":1,"status":"deployed","chart":"x"},{"revision":2,"status":"pending-upgrade"}]'`,
  });
  const worker = spawn('/bin/sh', ['-c', 'echo; read -r _', 'upgrade', name], { argv0: 'helm' });
  await new Promise((resolve) => worker.stdout.once('data', resolve));
  const ended = new Promise((resolve) => worker.once('exit', resolve));
  try {
    expect(answer(helmRelease({ ...REF, name, isManifestWanted: false }))).toEqual({
      ...FOUND,
      chartDigest: undefined,
      status: 'pending-upgrade',
      values: {},
      history: [
        { revision: 1, status: 'deployed' },
        { revision: 2, status: 'pending-upgrade' },
      ],
      workers: [worker.pid],
      manifest: '',
    });
  } finally {
    worker.stdin.end();
    await ended;
  }
});

test.skipIf(NO_GNU)('a release of which a helm made an end while it was looked at: how it ended', () => {
  const [before, after] = ['pending-upgrade', 'failed'].map((status) =>
    JSON.stringify({ ...METADATA, status }),
  );
  const asked = join(folder, 'asked');
  program('helm', {
    'get\\ metadata*': `if [ -e ${asked} ]; then echo '${after}'; else echo >${asked}; echo '${before}'; fi`,
    'get\\ values*': 'echo null',
    'history*': `echo '[{"revision":2,"status":"failed"}]'`,
  });
  expect(answer(helmRelease({ ...REF, name: `toy-${process.pid}`, isManifestWanted: false }))).toEqual({
    ...FOUND,
    status: 'failed',
    values: {},
    history: [{ revision: 2, status: 'failed' }],
    workers: [],
    manifest: '',
  });
});

test.skipIf(NO_GNU)(
  'a chart on the machine is known by all that is in it; one of a repository by its version',
  () => {
    program('helm', {
      'show\\ chart\\ ./toy': `printf 'apiVersion: v2\\nname: toy\\nversion: "1.0.0"\\n'`,
      'show\\ chart\\ lab/toy\\ --version\\ ^1': `printf 'name: toy\\nversion: 1.2.0\\n'`,
      'show\\ chart\\ toy\\ --repo\\ http://x/': `echo 'Error: no such chart' >&2; exit 1`,
      'repo\\ update*': 'exit 0',
    });
    const own = { ref: './toy', version: undefined, repositoryUrl: undefined, isUpdated: false };
    mkdirSync(join(folder, 'toy', 'templates'), { recursive: true });
    writeFileSync(join(folder, 'toy', 'templates', 'a b.yaml'), 'a: 1\n');
    const first = answer(helmChart(own));
    writeFileSync(join(folder, 'toy', 'templates', 'a b.yaml'), 'a: 2\n');
    const second = answer(helmChart(own));

    expect(first).toEqual({
      kind: 'found',
      name: 'toy',
      version: '1.0.0',
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(second).not.toEqual(first);
    const listed = { ref: 'lab/toy', version: '^1', repositoryUrl: undefined, isUpdated: true };
    expect(answer(helmChart(listed))).toEqual({
      kind: 'found',
      name: 'toy',
      version: '1.2.0',
      digest: undefined,
    });
    const none = { ref: 'toy', version: undefined, repositoryUrl: 'http://x/', isUpdated: false };
    expect(answer(helmChart(none))).toEqual({ kind: 'refused', reason: 'no such chart' });
  },
);

test.skipIf(NO_GNU)('what would be rendered: of an upgrade as JSON, before a first install as YAML', () => {
  program('helm', {
    'upgrade\\ toy\\ ./toy\\ --values\\ -*--dry-run=server*': `printf '%s' '{"manifest":"kind: Pod\\n"}'`,
    'template\\ toy\\ ./toy\\ --values\\ -\\ --namespace\\ toys*': `printf 'kind: Job\\n'`,
  });
  const chart = { ref: './toy', version: undefined, repositoryUrl: undefined, isUpdated: false };
  const key = { release: REF, chart, values: `{"a":"it's"}` };

  expect(answer(helmRender({ ...key, isUpgrade: true }))).toEqual({
    kind: 'rendered',
    manifest: 'kind: Pod\n',
  });
  expect(answer(helmRender({ ...key, isUpgrade: false }))).toEqual({
    kind: 'rendered',
    manifest: 'kind: Job',
  });
  program('helm', { '*': 'echo "level=WARN x" >&2; echo "Error: values: no" >&2; exit 1' });
  expect(answer(helmRender({ ...key, isUpgrade: true }))).toEqual({ kind: 'refused', reason: 'values: no' });
});

test.skipIf(NO_GNU)('what there is to see of a release that failed', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'toy-1' }, spec: {} };
  program('helm', { 'get\\ manifest*': 'echo "kind: Pod"', 'get\\ hooks*': 'echo "kind: Job"' });
  program('kubectl', {
    '*get\\ deployments*-o\\ json': `echo '${JSON.stringify({ items: [pod] })}'`,
    '*get\\ pods*': `printf 'well True\\ntoy-1 False\\nnew \\n'`,
    '*logs\\ toy-1\\ --previous*': 'echo "last words"',
    '*logs\\ toy-1*': 'echo "unable to retrieve container logs for containerd://1"',
    '*logs\\ new\\ --all-containers*': 'echo "first words"',
  });

  const seen = { manifest: 'kind: Pod\n\nkind: Job\n', objects: [pod] };
  expect(answer(helmTrouble({ ...REF, isLogWanted: true }))).toEqual({
    ...seen,
    logs: { 'toy-1': 'last words', new: 'first words' },
  });
  expect(answer(helmTrouble({ ...REF, isLogWanted: false }))).toEqual({ ...seen, logs: {} });
});

test.skipIf(NO_GNU)('repositories, and none of them', () => {
  program('helm', { 'repo\\ list*': `echo '[{"name":"lab","url":"http://x/"}]'` });
  expect(answer(helmRepositories())).toEqual({ lab: 'http://x/' });
  program('helm', { '*': 'echo "Error: no repositories to show" >&2; exit 1' });
  expect(answer(helmRepositories())).toEqual({});
});

test('what helm says was wrong, without its warnings', () => {
  expect(helmError('level=WARN msg=x\nError: a\nb\n')).toBe('a\nb');
  expect(helmError('Killed\n')).toBe('Killed');
  expect(helmError('')).toBe('helm says nothing');
});
