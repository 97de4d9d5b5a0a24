import { expect, test } from 'vitest';

import type { RunEvent } from './event.ts';
import { createReporter } from './reporter.ts';

test('events are stamped and scrubbed, but for the names that they are told apart by', () => {
  const events: RunEvent[] = [];
  const reporter = createReporter({
    sink: (event) => events.push(event),
    clock: { now: () => 7, after: () => () => undefined },
    scrub: (text) => text.replaceAll('vagrant', '***'),
    hosts: ['vagrant', 'other'],
  });

  reporter.emit({
    type: 'host-finished',
    taskId: 'site.yml:1:1',
    host: 'vagrant',
    delegate: undefined,
    outcome: {
      status: 'changed',
      result: { stdout: 'I am vagrant', list: [{ vagrant: 1n }] },
      diff: [{ before: '', after: 'vagrant' }],
      isRescued: false,
      isIgnored: false,
      reason: undefined,
      durationMs: 1,
      roundTrips: 1,
    },
    items: 0,
    notified: [],
  });

  expect(events).toMatchObject([
    {
      atMs: 7,
      host: 'vagrant',
      outcome: { result: { stdout: 'I am ***', list: [{ '***': 1 }] }, diff: [{ after: '***' }] },
    },
  ]);
  expect(reporter.recap()).toMatchObject({ vagrant: { ok: 1, changed: 1 }, other: { ok: 0 } });
});
