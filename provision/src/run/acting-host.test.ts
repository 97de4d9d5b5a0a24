import { expect, test } from 'vitest';

import { connectHere, farInventory } from './testing/far.ts';
import { ends, openStage } from './testing/play-out.ts';

test('`connection: local` is a play’s own: those around it go to the machine', async () => {
  await using stage = await openStage(['far']);
  const connected: string[] = [];
  const task = 'gather_facts: false\n  tasks: [{ name: looks, command: "true" }]';
  const played = await stage.play(
    `- hosts: far\n  ${task}\n- hosts: far\n  connection: local\n  ${task}\n- hosts: far\n  ${task}\n`,
    {
      inventory: farInventory('far'),
      options: {
        connect: (host) => {
          connected.push(`${host.name} by ${host.address.kind}`);
          return connectHere(host, stage.folder);
        },
      },
    },
  );
  expect(ends(played)).toEqual(Array(3).fill('far | looks | changed'));
  expect(connected).toEqual(['far by ssh', 'far (local) by local']);
});
