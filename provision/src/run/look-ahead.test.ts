import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { ends, openStage } from './testing/play-out.ts';
import type { Played } from './testing/play-out.ts';
import { lasting, treeOf } from './testing/same-run.ts';

const NAMES = ['x', 'y', 'z'] as const;
const name = fc.constantFrom(...NAMES);
const path = name.map((each) => `{{ folder }}/tree/${each}`);

/** Tasks that look at, and change, a handful of files, so that they get into each other's way. */
const step = fc.oneof(
  fc.record({
    file: fc.record({
      path,
      state: fc.constantFrom('directory', 'absent', 'file'),
      mode: fc.constant('0750'),
    }),
  }),
  fc.record({
    copy: fc.record({
      dest: path,
      content: fc.constantFrom('one\n', 'two\n'),
      mode: fc.constantFrom('0600', '0640'),
    }),
  }),
  fc.record({
    lineinfile: fc.record({ path, line: fc.constantFrom('three', 'four'), create: fc.boolean() }),
  }),
  fc.record({ stat: fc.record({ path }), register: fc.constant('seen') }),
  fc.record({
    debug: fc.record({ msg: fc.constant('there') }),
    when: fc.constant('defined(seen.stat) && seen.stat.exists'),
  }),
  fc.record({ command: fc.record({ cmd: path.map((each) => `touch ${each}`), creates: path }) }),
  fc.record({ shell: path.map((each) => `rm -rf ${each}; echo five > ${each}`), changed_when: fc.boolean() }),
  fc.record({
    copy: fc.record({ dest: fc.constant('{{ folder }}/tree/{{ item }}'), content: fc.constant('six\n') }),
    loop: fc.uniqueArray(name, { minLength: 1 }),
  }),
);

/** Each may pass over its failure, notify, or do it in a block that is rescued. */
const task = fc
  .record({ step, ignore_errors: fc.boolean(), isNotifying: fc.boolean(), isRescued: fc.boolean() })
  .map(({ step: body, ignore_errors, isNotifying, isRescued }) => {
    const node = { ...body, ignore_errors, ...(isNotifying && { notify: 'handle' }) };
    return isRescued ? { block: [node], rescue: [{ debug: { msg: 'rescued' } }] } : node;
  });

const playbook = fc.array(task, { minLength: 3, maxLength: 9 }).map((tasks) =>
  JSON.stringify([
    {
      hosts: 'all',
      gather_facts: false,
      vars: { seen: {} },
      tasks,
      handlers: [{ name: 'handle', copy: { dest: '{{ folder }}/tree/handled', content: 'yes\n' } }],
    },
  ]),
);

/** A run and a second one; what they reported, and what is there afterwards. */
async function playTwice(text: string, isLookingAhead: boolean) {
  await using stage = await openStage(['a', 'b']);
  await mkdir(join(stage.folder, 'tree'));
  const first = await stage.play(text, { options: { isLookingAhead } });
  const second = await stage.play(text, { options: { isLookingAhead } });
  return {
    events: [first, second].map(({ events }) => lasting(events, stage.folder)),
    tree: await treeOf(join(stage.folder, 'tree')),
  };
}

test('plays come to the same with and without facts asked ahead', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(playbook, async (text) => {
      const plain = await playTwice(text, false);

      const ahead = await playTwice(text, true);

      expect(ahead).toEqual(plain);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 6) },
  );
});

const SETTLED = `
- hosts: all
  gather_facts: false
  tasks:
    - name: one
      file: { path: "{{ folder }}/x", state: directory }
    - name: two
      copy: { dest: "{{ folder }}/y", content: "hello\\n" }
    - name: three
      file: { path: "{{ folder }}/{{ item }}", state: directory }
      loop: [d, e, f]
    - block:
        - name: four
          lineinfile: { path: "{{ folder }}/y", line: hello }
`;

function tripsOf({ events }: Played): readonly number[] {
  return events.flatMap((event) => (event.type === 'host-finished' ? [event.outcome.roundTrips] : []));
}

test('a run that changes nothing asks once for all of its tasks', async () => {
  await using stage = await openStage();
  await stage.play(SETTLED);

  const plain = await stage.play(SETTLED, { options: { isLookingAhead: false } });
  const ahead = await stage.play(SETTLED);

  expect(ends(ahead)).toEqual(['a | one | ok', 'a | two | ok', 'a | three | ok', 'a | four | ok']);
  expect(tripsOf(ahead)[0]).toBeGreaterThan(0);
  const rest = (trips: readonly number[]) => trips.slice(1).reduce((sum, each) => sum + each, 0);
  expect(rest(tripsOf(plain))).toBeGreaterThanOrEqual(5);
  expect(rest(tripsOf(ahead))).toBeLessThanOrEqual(1);
});

test('what a task changed is looked at together with what the next one asks', async () => {
  const trips = async (isLookingAhead: boolean): Promise<number> => {
    await using stage = await openStage();
    const played = await stage.play(SETTLED, { options: { isLookingAhead } });
    expect(ends(played)).toContain('a | two | changed');
    return tripsOf(played).reduce((sum, each) => sum + each, 0);
  };

  // One less for each change but the last: one, two, and three items of the loop.
  expect(await trips(true)).toBeLessThanOrEqual((await trips(false)) - 4);
});
