import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { NO_GNU } from '../../facts/testing/ask-here.ts';
import { chmodText, isMode, modeAfter, modeText } from './mode.ts';

const MODES = [
  '0644',
  '755',
  '1777',
  'u+rwX',
  'u=rwX,g=rX,o=',
  'a-x',
  '+x',
  '+w',
  '=r',
  'g=u',
  'o=g-w',
  'ug+s',
  '+t',
  'u-rw+x',
  'go=',
  'a=,u+r',
];
const BEFORE = [0o644, 0o755, 0o600, 0o000, 0o711, 0o664];

test.skipIf(NO_GNU)(`modes come out as chmod makes them${NO_GNU ? `: ${NO_GNU}` : ''}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-mode-'));
  const file = join(folder, 'file');
  const below = join(folder, 'below');
  writeFileSync(file, '');
  mkdirSync(below);
  const chmod = (path: string, before: number, mode: string) => {
    chmodSync(path, before);
    const run = spawnSync('/bin/sh', ['-c', 'umask 022; chmod "$1" -- "$2"', 'sh', mode, path]);
    return run.status === 0 ? (statSync(path).mode & 0o7777).toString(8) : run.stderr.toString();
  };

  for (const mode of MODES) {
    for (const before of BEFORE) {
      const ours = [false, true].map((isFolder) => modeAfter(before, mode, isFolder).toString(8));
      expect([mode, before.toString(8), ...ours]).toEqual([
        mode,
        before.toString(8),
        chmod(file, before, mode),
        chmod(below, before, mode),
      ]);
    }
  }
  rmSync(folder, { recursive: true });
});

test('what is no mode', () => {
  expect(['u', 'rw', '0888', 'u+q', '', 'u+r,', '1000000'].filter(isMode)).toEqual([]);
  expect(MODES.filter((mode) => !isMode(mode))).toEqual([]);
});

test('a mode has four digits for people and five for chmod', () => {
  expect([modeText(0o644), modeText(0), modeText(0o1777)]).toEqual(['0644', '0000', '01777']);
  expect([chmodText(0o755), chmodText(0o2755)]).toEqual(['00755', '02755']);
});
