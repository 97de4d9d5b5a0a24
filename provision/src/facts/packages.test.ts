import { expect, test } from 'vitest';

import { compareVersions } from '../modules/apt/version.ts';
import { aptArchives } from './apt-archives.ts';
import { aptCacheAge } from './apt-cache.ts';
import { aptNames } from './apt-names.ts';
import { aptPlan } from './apt-plan.ts';
import { debFile } from './deb-file.ts';
import { dpkgLockHolder } from './dpkg-lock.ts';
import { packageAbout } from './package.ts';

const DPKG = `nginx amd64 installed install 1.22.1-9+deb12u1
libc6 amd64 installed install 2.36-9
libc6 i386 installed hold 2.36-9
php8.2 all config-files deinstall 8.2.7-1
gone amd64 not-installed unknown \n`;

test('packages by name, by architecture and by wildcard', () => {
  const { family } = packageAbout('nginx');
  const keys = ['nginx', 'libc6:i386', 'libc6', 'php*', 'gone', 'ngin'];

  const answers = family.parse(Buffer.from(DPKG), keys);

  const libc = { name: 'libc6', version: '2.36-9', status: 'installed', isHeld: false };
  expect(answers).toEqual([
    [{ name: 'nginx', version: '1.22.1-9+deb12u1', status: 'installed', isHeld: false }],
    [{ ...libc, name: 'libc6:i386', isHeld: true }],
    [libc, { ...libc, isHeld: true }],
    [{ name: 'php8.2', version: '8.2.7-1', status: 'config-files', isHeld: false }],
    [],
    [],
  ]);
});

test('one dpkg-query asks about all of them', () => {
  const { text } = packageAbout('a').family.script(['nginx', "it's*"]);

  expect(text.split('\n')[0]).toBe(
    String.raw`dpkg-query -W -f '${FORMAT}\n' -- nginx 'it'\''s*' 2>/dev/null`,
  );
});
const FORMAT = ['Package', 'Architecture', 'db:Status-Status', 'db:Status-Want', 'Version']
  .map((field) => `\${${field}}`)
  .join(' ');

test.each([
  ['without any list', '1000\n', { now: 1000, changedAt: 0, askedAt: 0 }],
  ['a folder of a fresh image', '1000\n999 /var/lib/apt/lists\n', { now: 1000, changedAt: 0, askedAt: 0 }],
  [
    'the folder of lists, and where downloads pass through',
    '1000\n900 /var/lib/apt/lists\n950 /var/lib/apt/lists/partial\nlists\n',
    { now: 1000, changedAt: 900, askedAt: 950 },
  ],
  [
    'a stamp wins',
    '1000\n800 /var/lib/apt/periodic/update-success-stamp\n900 /var/lib/apt/lists\nlists\n',
    { now: 1000, changedAt: 800, askedAt: 900 },
  ],
])('how old the lists are: %s', (_, stdout, age) => {
  expect(aptCacheAge().family.parse(Buffer.from(stdout), ['lists'])).toEqual([age]);
});

test('what apt-get says of several calls', () => {
  const stdout = '= plan\nInst a (1 x [all])\n\n= 0\n= plan\nE: no\n= 100\n';

  expect(aptPlan([]).family.parse(Buffer.from(stdout), [[], []])).toEqual([
    { exitCode: 0, text: 'Inst a (1 x [all])\n\n' },
    { exitCode: 100, text: 'E: no\n' },
  ]);
});

test('a file that is a package, and one that is none', () => {
  const stdout = '=\nlab\n1.2\ninstalled 1.1\n=\n=\nnew\n1\n\n';

  expect(debFile('x').family.parse(Buffer.from(stdout), ['a', 'b', 'c'])).toEqual([
    { name: 'lab', version: '1.2', installed: '1.1' },
    null,
    { name: 'new', version: '1', installed: null },
  ]);
});

test('who holds the lock', () => {
  const { family } = dpkgLockHolder();

  expect(family.parse(Buffer.from('unattended-upgr (42)\n'), ['dpkg'])).toEqual(['unattended-upgr (42)']);
  expect(family.parse(Buffer.from(''), ['dpkg'])).toEqual([undefined]);
});

test('names, and whether anything was downloaded', () => {
  expect(aptNames().family.parse(Buffer.from('nginx\ncurl\n'), ['all'])).toEqual([['nginx', 'curl']]);
  expect(aptArchives().family.parse(Buffer.from('yes\n'), ['any'])).toEqual([true]);
  expect(aptArchives().family.parse(Buffer.from(''), ['any'])).toEqual([false]);
});

// From older to newer, as `dpkg --compare-versions` says.
const VERSIONS = [
  '0~',
  '0',
  '1.0~rc1-1',
  '1.0~rc2-1',
  '1.0-1~bpo12+1',
  '1.0-1',
  '1.0-1+b1',
  '1.0a-1',
  '1.0+dfsg-1',
  '1.2',
  '1.10-2',
  '1.10-10',
  '2.36-9+deb12u9',
  '2.36-9+deb12u13',
  '1:0.9',
];

test('versions are ordered as dpkg orders them', () => {
  const sorted = VERSIONS.toReversed().toSorted(compareVersions);

  expect(sorted).toEqual(VERSIONS);
  expect(compareVersions('1.0', '1.0-0')).toBe(0);
  expect(compareVersions('1.00', '1.0')).toBe(0);
});
