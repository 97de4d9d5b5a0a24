import { expect, test } from 'vitest';

import type { Host } from '../inventory/inventory.ts';
import { openConnection } from '../transport/open-connection.ts';
import { ends, localOptions, openStage } from './testing/play-out.ts';

/** A machine far away, for all that the plan knows; the stage has it here. */
const FAR: Host = {
  name: 'far',
  address: {
    kind: 'ssh',
    host: '192.0.2.1',
    port: 22,
    user: 'x',
    privateKeyFile: undefined,
    proxyJump: undefined,
  },
  machineId: undefined,
  groups: ['all'],
};

test('`connection: local` is a play’s own: those around it go to the machine', async () => {
  await using stage = await openStage(['far']);
  const connected: string[] = [];
  const task = 'gather_facts: false\n  tasks: [{ name: looks, command: "true" }]';
  const played = await stage.play(
    `- hosts: far\n  ${task}\n- hosts: far\n  connection: local\n  ${task}\n- hosts: far\n  ${task}\n`,
    {
      inventory: { hosts: [FAR], groups: new Map([['all', ['far']]]) },
      options: {
        connect: (host) => {
          connected.push(`${host.name} by ${host.address.kind}`);
          return openConnection({ ...host, address: { kind: 'local' } }, localOptions(stage.folder));
        },
      },
    },
  );
  expect(ends(played)).toEqual(Array(3).fill('far | looks | changed'));
  expect(connected).toEqual(['far by ssh', 'far (local) by local']);
});
