import { describe, expect, test } from 'vitest';

import { groupAbout, groupEntries } from './group.ts';
import { parseSshKey } from './ssh-key.ts';
import { NO_GNU, askHere } from './testing/ask-here.ts';
import { userAbout } from './user.ts';

const PASSWD = 'ana:x:1001:1001:Ana Ünal,,,:/home/ana:/bin/bash\nbob:x:1002:100::/home/bob:/bin/sh\n';
const SHADOW = 'ana:!$6$salt$hash:20778:0:99999:7:30:21915:\n';
const GROUPS = 'root:x:0:\nadm:*:4:syslog,ana\n+nis\n';

test('users, each with what belongs to it, in the order in which they were asked', () => {
  const { family } = userAbout('ana');
  const stdout = [
    PASSWD,
    SHADOW,
    'root:x:0:0:root:/root:/bin/sh\nbob:x:1002:100::/home/bob:/bin/sh\n',
    GROUPS,
    'ana\n',
  ].join('=\n');

  const [ghost, bob, ana] = family.parse(Buffer.from(stdout), ['ghost', 'bob', 'ana']);

  const groups = [
    { name: 'root', gid: 0, members: [] },
    { name: 'adm', gid: 4, members: ['syslog', 'ana'] },
  ];
  expect(ghost).toEqual({ user: null, shadow: null, isLocal: false, hasHome: false, groups });
  expect(bob).toEqual({
    user: { name: 'bob', uid: 1002, gid: 100, comment: '', home: '/home/bob', shell: '/bin/sh' },
    shadow: null,
    isLocal: true,
    hasHome: false,
    groups,
  });
  expect(ana).toEqual({
    user: {
      name: 'ana',
      uid: 1001,
      gid: 1001,
      comment: 'Ana Ünal,,,',
      home: '/home/ana',
      shell: '/bin/bash',
    },
    shadow: {
      password: '!$6$salt$hash',
      minimumDays: 0,
      maximumDays: 99_999,
      warnDays: 7,
      inactiveDays: 30,
      expiresDay: 21_915,
    },
    isLocal: false,
    hasHome: true,
    groups,
  });
});

test('a group that only a directory service knows', () => {
  const { family } = groupAbout('staff');
  const staff = { name: 'staff', gid: 5000, members: ['ana'] };

  expect(family.parse(Buffer.from('staff:*:5000:ana\n=\nroot:x:0:\n'), ['staff', 'root'])).toEqual([
    { known: staff, local: null },
    { known: null, local: { name: 'root', gid: 0, members: [] } },
  ]);
  expect(groupEntries('')).toEqual([]);
});

test('a key is its fingerprint and its public half', () => {
  expect(parseSshKey('256 SHA256:abc ana@lab (ED25519)\nssh-ed25519 AAAA ana@lab\n')).toEqual({
    fingerprint: '256 SHA256:abc ana@lab (ED25519)',
    publicKey: 'ssh-ed25519 AAAA ana@lab',
  });
  expect(parseSshKey('')).toBeNull();
});

describe.skipIf(NO_GNU)(`accounts of this machine${NO_GNU ? `: ${NO_GNU}` : ''}`, () => {
  test('root is there, and a name that looks like an option is not', () => {
    const { family } = userAbout('root');

    const [root, option] = askHere(family, ['root', '-s files'], '/');

    expect(root).toMatchObject({ user: { name: 'root', uid: 0, gid: 0 }, isLocal: true });
    expect(option).toMatchObject({ user: null, isLocal: false });
  });

  test('the group of number 0 is there', () => {
    const [root, none] = askHere(groupAbout('root').family, ['root', `no'$(body)`], '/');

    expect(root).toMatchObject({ known: { name: 'root', gid: 0 }, local: { gid: 0 } });
    expect(none).toEqual({ known: null, local: null });
  });
});
