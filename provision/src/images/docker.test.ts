import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import type { BuildRequest } from './build-request.ts';
import { buildWithDocker } from './docker.ts';
import { chooseBuilder } from './look-at-image.ts';
import { fakeDocker } from './testing/fake-docker.ts';

const { signal } = new AbortController();
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-docker-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function build(script: string) {
  const docker = await fakeDocker(folder, script);
  const steps: string[] = [];
  const request: BuildRequest = {
    reference: 'remla-lab/app:1-2',
    root: folder,
    dockerfile: 'app/Dockerfile',
    buildArguments: { VERSION: '1', GIT_COMMIT: 'abc' },
    environment: docker.environment,
    signal,
    onStep: (step) => steps.push(step),
  };
  const built = await buildWithDocker(request, join(folder, 'a.tar'));
  return { built, steps, calls: await docker.calls() };
}

/** The image is there once it was built. */
const builds = (mark: string) => `case "$1 $2" in
'image inspect') [ -e '${mark}' ] && echo sha256:11 || exit 1;;
'build -f') touch '${mark}'; echo 'Step 1/1 : FROM scratch';;
'save -o') echo tar >"$3";;
'image ls') printf 'remla-lab/app:1-1\\nremla-lab/app:1-2\\n';;
esac`;

test('an image is built and saved, and its older name is forgotten', async () => {
  expect(await build(builds(join(folder, 'mark')))).toEqual({
    built: { id: 'sha256:11', isBuilt: true },
    steps: ['Step 1/1 : FROM scratch', 'saving remla-lab/app:1-2'],
    calls: [
      'image inspect --format {{.Id}} remla-lab/app:1-2',
      'build -f app/Dockerfile --build-arg VERSION=1 --build-arg GIT_COMMIT=abc -t remla-lab/app:1-2 .',
      'image inspect --format {{.Id}} remla-lab/app:1-2',
      `save -o ${folder}/a.tar remla-lab/app:1-2`,
      'image ls --format {{.Repository}}:{{.Tag}} remla-lab/app',
      'image rm remla-lab/app:1-1',
    ],
  });
  expect(await readFile(join(folder, 'a.tar'), 'utf8')).toBe('tar\n');
});

test('an image that Docker has is saved alone', async () => {
  const { built, calls } = await build('case "$1" in image) echo sha256:11;; esac');
  expect(built).toEqual({ id: 'sha256:11', isBuilt: false });
  expect(calls.filter((call) => call.startsWith('build'))).toEqual([]);
});

test('a build that fails says what Docker said last', async () => {
  const { built } = await build(
    'case "$1" in image) exit 1;; build) echo "Step 1/2 : RUN npm ci"; echo "npm error code E404" >&2; exit 1;; esac',
  );
  expect(built).toEqual({
    failure: 'docker could not build remla-lab/app:1-2:\nStep 1/2 : RUN npm ci\nnpm error code E404',
  });
});

test('a save that fails says why', async () => {
  const { built } = await build(
    'case "$1" in image) echo sha256:11;; save) echo "no space left" >&2; exit 1;; esac',
  );
  expect(built).toEqual({ failure: 'docker save of remla-lab/app:1-2 failed: no space left' });
});

const RUNS = 'echo 29.1.0';
const STOPPED = 'echo "Cannot connect to the Docker daemon" >&2; exit 1';

test.each([
  ['auto', RUNS, { kind: 'docker', reason: 'Docker 29.1.0 runs here' }],
  [
    'auto',
    STOPPED,
    { kind: 'buildah', reason: 'Docker does not run here: Cannot connect to the Docker daemon' },
  ],
  ['docker', RUNS, { kind: 'docker', reason: 'Docker 29.1.0 runs here' }],
  [
    'docker',
    STOPPED,
    {
      kind: 'none',
      reason: 'lab.yml asks for Docker (images.builder), but Cannot connect to the Docker daemon',
    },
  ],
  ['buildah', RUNS, { kind: 'buildah', reason: 'lab.yml says so (images.builder)' }],
] as const)('images.builder %s, with a docker that says `%s`', async (builder, script, chosen) => {
  const { environment } = await fakeDocker(folder, script);
  expect(await chooseBuilder({ builder, environment }, signal)).toEqual(chosen);
});

test('without the program docker, buildah builds', async () => {
  const chosen = await chooseBuilder({ builder: 'auto', environment: { PATH: folder } }, signal);
  expect(chosen).toEqual({
    kind: 'buildah',
    reason: 'Docker does not run here: the program docker is not there',
  });
});
