import { expect, test } from 'vitest';

import type { RunEvent } from '../../run/event.ts';
import { fromStart } from './from-start.ts';

test('a note from before the run stands behind its beginning', () => {
  const seen: RunEvent[] = [];
  const sink = fromStart((event) => seen.push(event));
  const note = (text: string): RunEvent => ({ type: 'note', atMs: 1, host: 'node1', text });
  const begin: RunEvent = {
    type: 'run-started',
    atMs: 2,
    version: '1.0.0',
    playbooks: ['site.yml'],
    hosts: ['node1'],
    isCheck: false,
    isDiff: false,
  };
  for (const event of [note('early'), begin, note('late')]) sink(event);

  expect(seen).toEqual([begin, note('early'), note('late')]);
});
