import { chmod, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { contextFiles } from './context-files.ts';
import { imageReference } from './reference.ts';
import { makeCheckout } from './testing/checkout.ts';
import type { Checkout } from './testing/checkout.ts';

const referenceOf = ({ root }: Checkout) => imageReference(root, 'app', 'remla-lab').reference;

test('a reference names registry, workspace, version, and what goes in', async () => {
  await using checkout = await makeCheckout();
  expect(referenceOf(checkout)).toMatch(/^remla-lab\/app:1\.2\.3-[\da-f]{12}$/);
  expect(imageReference(checkout.root, 'app', 'localhost:5000/lab')).toEqual({
    reference: referenceOf(checkout).replace('remla-lab', 'localhost:5000/lab'),
    version: '1.2.3',
    hash: referenceOf(checkout).slice(-12),
  });
});

test('what goes in is the Dockerfile, and what COPY and .dockerignore let in', async () => {
  await using checkout = await makeCheckout();
  const paths = contextFiles(checkout.root, 'app/Dockerfile').map(({ path }) => path);
  expect(paths).toEqual(['app/Dockerfile', 'app/package.json', 'app/src/main.ts', 'package.json']);
});

test.each<[string, (checkout: Checkout) => Promise<unknown>]>([
  ['a file that is not copied', ({ write }) => write('lab.yml', 'namespace: other\n')],
  ['a file that is ignored', ({ write }) => write('app/src/main.test.ts', '')],
  ['a new file outside', ({ write }) => write('docs/index.md', '')],
  ['the rights of others', ({ root }) => chmod(join(root, 'app/src/main.ts'), 0o600)],
  ['the same text, written again', ({ write }) => write('app/src/main.ts', 'console.log(1);\n')],
])('the same image: %s', async (_name, change) => {
  await using checkout = await makeCheckout();
  const before = referenceOf(checkout);
  await change(checkout);
  expect(referenceOf(checkout)).toBe(before);
});

test.each<[string, (checkout: Checkout) => Promise<unknown>]>([
  ['a copied file', ({ write }) => write('app/src/main.ts', 'console.log(2);\n')],
  ['a new file', ({ write }) => write('app/src/other.ts', '')],
  ['a file that is gone', ({ root }) => rm(join(root, 'app/src/main.ts'))],
  ['another name', ({ root }) => rename(join(root, 'app/src/main.ts'), join(root, 'app/src/start.ts'))],
  ['a file that is a program now', ({ root }) => chmod(join(root, 'app/src/main.ts'), 0o755)],
  ['a link', ({ root }) => symlink('main.ts', join(root, 'app/src/link.ts'))],
  ['the Dockerfile', ({ write }) => write('app/Dockerfile', 'FROM scratch\nCOPY app app\n')],
  ['what is ignored', ({ write }) => write('.dockerignore', '*\n!app\n!package.json\n')],
])('another image: %s', async (_name, change) => {
  await using checkout = await makeCheckout();
  const before = referenceOf(checkout);
  await change(checkout);
  expect(referenceOf(checkout)).not.toBe(before);
});
