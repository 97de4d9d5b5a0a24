import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { startFaultMachine } from './bench.ts';
import type { FaultMachine } from './bench.ts';

// Our shells begin with `sh`, whatever the login shell of the user is: fish is no POSIX shell, zsh splits no words.

const SHELLS = ['fish', 'zsh'] as const;

let machine: FaultMachine;

beforeAll(async () => {
  machine = await startFaultMachine('remla-shells');
  await machine.inside(`
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ${SHELLS.join(' ')} >/dev/null
    for shell in ${SHELLS.join(' ')}; do
      useradd -m -s "$(command -v $shell)" -G sudo "by-$shell"
      echo "by-$shell:it's \\"so\\" \\\\ so" | chpasswd
      cp -r /home/vagrant/.ssh "/home/by-$shell/"; chown -R "by-$shell" "/home/by-$shell/.ssh"
    done
    # What people have there, and what would come between us and our shell.
    echo 'Welcome.' > /etc/motd
    echo 'echo this is zsh' > /home/by-zsh/.zshenv
    mkdir -p /home/by-fish/.config/fish; echo 'echo this is fish' > /home/by-fish/.config/fish/config.fish`);
});
afterAll(() => machine?.[Symbol.asyncDispose]());

test.each(SHELLS)('a user whose login shell is %s', async (shell) => {
  const { bench, inside } = machine;
  const content = randomBytes(2_000_000);
  await writeFile(join(bench.folder, 'big.bin'), content);
  const user = `by-${shell}`;
  const reach = {
    ...machine.reach,
    user,
    variables: { ansible_become_password: `it's "so" \\ so` },
  };
  const folder = `/home/${user}/it's here`;
  const tasks = [
    { name: 'own folder', file: { path: folder, state: 'directory' }, become: false },
    { name: 'own', shell: 'x="a  b"; echo $x $((1 + 2)) > own', args: { chdir: folder }, become: false },
    { name: 'root', shell: 'id -un > /srv/who; echo ~ >> /srv/who' },
    { name: 'large', copy: { src: 'big.bin', dest: '/srv/big.bin' } },
    { name: 'looks', stat: { path: '/srv/big.bin' }, register: 'big' },
    { name: 'its size', assert: { that: 'big.stat.size == 2000000' } },
  ];
  const first = await bench.run(tasks, reach);
  const second = await bench.run(tasks, reach);

  expect([first.exitCode, second.exitCode, second.statuses.get('large@one')]).toEqual([0, 0, 'ok']);
  expect(
    await inside(`getent passwd ${user} | cut -d: -f7; cat "/home/${user}/it's here/own" /srv/who`),
  ).toBe(`/usr/bin/${shell}\na b 3\nroot\n/root`);
  await inside('rm /srv/big.bin');
});
