import { spawnSync } from 'node:child_process';

import { expect, test } from 'vitest';

import { FactError } from '../modules/fact-error.ts';
import { quote } from '../shell/quote.ts';
import { unitNames } from './unit-names.ts';
import { unitOutcome } from './unit-outcome.ts';
import { unitAbout } from './unit.ts';
import type { UnitKey } from './unit.ts';

const system = (name: string): UnitKey => ({ name, scope: 'system' });
const { family } = unitAbout(system('x'));

test('units of several scopes, each once, in one answer', () => {
  const keys: readonly UnitKey[] = [
    system('ssh.service'),
    { name: 'sync.service', scope: 'user' },
    system('tpl@.service'),
    system('cron.service'),
    system('ssh.service'),
    { name: 'sync.service', scope: 'global' },
  ];
  const stdout = `
= system
LoadState=loaded
ActiveState=active
ExecStart={ path=/usr/sbin/sshd ; a=b }

LoadState=not-found
ActiveState=inactive

= files
UnitFileState=disabled


= init
cron

= user
LoadState=masked

= files

= init

= global

= files
UnitFileState=enabled


= init
`;

  const ssh = {
    status: { LoadState: 'loaded', ActiveState: 'active', ExecStart: '{ path=/usr/sbin/sshd ; a=b }' },
    isStartedByInit: false,
  };
  expect(family.parse(Buffer.from(stdout), keys)).toEqual([
    ssh,
    { status: { LoadState: 'masked' }, isStartedByInit: false },
    { status: { UnitFileState: 'disabled' }, isStartedByInit: false },
    { status: { LoadState: 'not-found', ActiveState: 'inactive' }, isStartedByInit: true },
    ssh,
    { status: { UnitFileState: 'enabled' }, isStartedByInit: false },
  ]);
});

test('systemctl is called once for all units of a scope', () => {
  const { text } = family.script([system('a.service'), system('b.service'), system('a.service')]);

  expect(text.match(/systemctl show.*/g)).toEqual([
    'systemctl show --no-pager -- a.service b.service 2>&1; else',
  ]);
});

test('a manager that does not answer is an error with its own words', () => {
  const stdout = '\n= user\nFailed to connect to bus: No medium found\n\n= files\n\n= init\n';

  expect(() => family.parse(Buffer.from(stdout), [{ name: 'a.service', scope: 'user' }])).toThrow(
    new FactError(
      'unit',
      'systemctl cannot say anything about a.service: Failed to connect to bus: No medium found',
    ),
  );
});

test('how a unit is afterwards, with its journal', () => {
  const key = { ...system('bad.service'), isJournalWanted: false };
  const stdout = '= unit\nActiveState=failed\n\n= journal\n2026-11-21 sh: port 80 is taken\nit failed\n';

  expect(unitOutcome(key).family.parse(Buffer.from(stdout), [key])).toEqual([
    { status: { ActiveState: 'failed' }, journal: '2026-11-21 sh: port 80 is taken\nit failed' },
  ]);
});

test('names of units', () => {
  const stdout = '=\nssh.service enabled enabled\ngetty@.service enabled enabled\n';

  expect(unitNames('system').family.parse(Buffer.from(stdout), ['system'])).toEqual([
    ['ssh.service', 'getty@.service'],
  ]);
});

test.each([
  ['failed', false, 'ActiveState=failed', 'why it failed'],
  ['at work', false, 'ActiveState=active\nDescription=ActiveState=failed', ''],
  ['at work, when its journal is asked for', true, 'ActiveState=active', 'why it failed'],
])('the journal of a unit that is %s', (_, isJournalWanted, shown, journal) => {
  const outcome = unitOutcome({ ...system('a.service'), isJournalWanted });
  const { text } = outcome.family.script([outcome.key]);
  const machine = `systemctl() { printf '%s\\n' ${quote(shown)}; }; journalctl() { echo why it failed; }`;

  const { stdout } = spawnSync('sh', ['-c', `${machine}\n${text}`]);

  expect(outcome.family.parse(stdout, [outcome.key])).toMatchObject([
    { status: { ActiveState: /=(\w+)/.exec(shown)?.[1] }, journal },
  ]);
});
