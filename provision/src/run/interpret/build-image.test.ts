import { chmod, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { imageReference } from '../../images/reference.ts';
import { imageSettingsIn } from '../../images/testing/image-settings.ts';
import { makeCheckout } from '../../images/testing/checkout.ts';
import { ask, done } from '../../modules/decision.ts';
import { performAction } from './testing/perform-action.ts';
import { testWorld } from './testing/test-world.ts';
import { runDecision } from './task.ts';

const ID = 'a'.repeat(64);

/** A buildah that keeps what it was called with, and the context that it saw. */
const BUILDAH = `#!/bin/sh
echo "$*" >>"$HOME/calls"
case "$*" in
*--isolation*) find . -type f | sort >"$HOME/context"; echo 'STEP 1/2: FROM scratch'; [ ! -e "$HOME/broken" ] || { echo 'npm error' >&2; exit 1; };;
*'push '*) for last; do :; done; file=\${last#docker-archive:}; echo tar >"\${file%%:*}";;
*inspect*) echo ${ID};;
*images*) printf 'localhost/lab/app:old\\n';;
esac
`;

async function stage(program: string | undefined = BUILDAH) {
  const checkout = await makeCheckout();
  const here = await testWorld();
  const bin = join(here.folder, 'bin');
  await mkdir(bin);
  if (program) await writeFile(join(bin, 'buildah'), program);
  if (program) await chmod(join(bin, 'buildah'), 0o755);
  const images = { ...imageSettingsIn(here.folder), root: checkout.root };
  const world = { ...here.world, images, environment: { PATH: `${bin}:/usr/bin:/bin`, HOME: here.folder } };
  return {
    ...here,
    world,
    reference: imageReference(checkout.root, 'app', 'lab').reference,
    read: (name: string) => readFile(join(here.folder, name), 'utf8'),
    build: () => performAction(world, { kind: 'build-image', name: 'app', builder: 'buildah' }),
    [Symbol.asyncDispose]: async () => {
      await here[Symbol.asyncDispose]();
      await checkout[Symbol.asyncDispose]();
    },
  };
}

test('buildah builds on the machine, out of what goes in alone, and the archive comes back', async () => {
  await using here = await stage();
  const output = await here.build();
  const [archive = ''] = (await readdir(here.world.images.folder)).filter((file) => file.endsWith('.zst'));
  const content = await readFile(join(here.world.images.folder, archive));
  expect(zstdDecompressSync(content).toString()).toBe('tar\n');
  expect(output).toEqual({
    failure: undefined,
    id: `sha256:${ID}`,
    sizeBytes: content.length,
    isBuilt: true,
  });
  expect(await here.read('context')).toBe(
    './app/Dockerfile\n./app/package.json\n./app/src/main.ts\n./package.json\n',
  );
  const [build = '', ...others] = (await here.read('calls')).trim().split('\n');
  expect(build).toMatch(
    / -f app\/Dockerfile --build-arg VERSION=1\.2\.3 --build-arg GIT_COMMIT= --build-arg BUILD_TIME=\S+Z -t \S+ \.$/,
  );
  expect(others.at(-1)).toMatch(/rmi localhost\/lab\/app:old$/);
  expect(here.waited).toEqual(
    ['sending what goes in', 'STEP 1/2: FROM scratch', 'fetching the archive'].map(
      (step) => `${here.reference}: ${step}`,
    ),
  );
});

test('a build that fails says what buildah said last, and leaves nothing', async () => {
  await using here = await stage();
  await writeFile(join(here.folder, 'broken'), '');
  const { failure } = await here.build();
  expect(failure).toBe(
    `buildah on here could not build ${here.reference}:\nSTEP 1/2: FROM scratch\nnpm error`,
  );
  expect(await readdir(here.world.images.folder)).toEqual([]);
});

test('how an image stands: who builds it, and then its archive', async () => {
  await using here = await stage();
  const look = () => ask({ image: { kind: 'image', name: 'app' } }, ({ image }) => done(false, { image }));
  const before = await runDecision(look(), here.world);
  await here.build();
  const after = await runDecision(look(), here.world);
  expect([before, after]).toMatchObject([
    { result: { image: { reference: here.reference, id: undefined, builder: { kind: 'buildah' } } } },
    { result: { image: { reference: here.reference, id: `sha256:${ID}`, builder: undefined } } },
  ]);
});
