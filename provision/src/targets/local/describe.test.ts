import { expect, test } from 'vitest';

import type { RouteTable } from '../../routing/table.ts';
import { eventText, showProgress } from './announce.ts';
import { describeLab } from './describe.ts';
import { planPorts } from './ports.ts';
import { planServices } from './services.ts';

const RELEASES = { v1: { weight: 90, model: 'lr' }, v2: { weight: 10, model: 'cnn' } };

test('what is printed when the lab opens', () => {
  const ports = planPorts(8080, ['v1', 'v2'], { hasPrometheus: true });
  const text = describeLab({
    host: '127.0.0.1',
    ports,
    services: planServices({ releases: RELEASES }, { root: '/lab', host: '127.0.0.1', ports }),
    remarks: new Map([['app-v2', 'the page, process 7']]),
    table: {
      gateways: [{ hosts: ['app.remla.local'] }, { hosts: ['app.remla.local'] }],
    } as unknown as RouteTable,
    promised: {
      split: [
        { release: 'v1', weight: 90 },
        { release: 'v2', weight: 10 },
      ],
      limit: { tokens: 20, refillMs: 3000, isPerClient: true, userHeader: 'x-user-id' },
    },
    logDirectory: '.lab/logs',
    durationMs: 1249,
  });
  expect(text.split('\n').slice(1, 14)).toEqual([
    'The lab is open: http://localhost:8080   (after 1.2 s)',
    '',
    '  gateway           http://127.0.0.1:8080  for app.remla.local, localhost and 127.0.0.1',
    '  model-service-v1  http://127.0.0.1:8083',
    '  model-service-v2  http://127.0.0.1:8084',
    '  app-v1            http://127.0.0.1:8081',
    '  app-v2            http://127.0.0.1:8082  the page, process 7',
    '',
    '  split             90 % v1, 10 % v2',
    '  limit             20 requests at once for each client (x-user-id, else the address), one more every 3 s',
    "  metrics           http://127.0.0.1:8085/metrics is the gateway's; each service has its own at /metrics",
    '  prometheus        http://127.0.0.1:8088  rules and alerts: /alerts',
    '  logs              .lab/logs/NAME.log',
  ]);
});

test.each([
  [{ kind: 'ready', pid: 7, durationMs: 512, isRestart: false }, undefined],
  [{ kind: 'ready', pid: 7, durationMs: 512, isRestart: true }, 'app-v1 is back after 0.51 s (process 7)'],
  [{ kind: 'not-ready', reason: 'no model' }, 'app-v1 runs, but is not ready: no model'],
  [
    { kind: 'ended', exit: { code: 1, signal: undefined }, delayMs: 250 },
    'app-v1 ended with exit code 1: starting it again in 0.25 s',
  ],
  [
    { kind: 'ended', exit: { code: undefined, signal: 'SIGKILL' }, delayMs: 0 },
    'app-v1 was ended by SIGKILL: starting it again at once',
  ],
  [
    { kind: 'ended', exit: { code: undefined, signal: undefined }, delayMs: 0 },
    'app-v1 could not be started: starting it again at once',
  ],
] as const)('an event in words: %j', (event, text) => {
  expect(eventText({ name: 'app-v1' }, event)).toBe(text);
});

test('the start is shown as it goes on, in one plain line where there is no terminal', () => {
  const shown: (string | undefined)[] = [];
  const noted: string[] = [];
  const output = {
    print: () => {},
    note: (text: string) => void noted.push(text),
    progress: (text: string | undefined) => void shown.push(text),
    useColor: false,
    isTerminal: false,
    columns: 80,
    rows: 25,
  };
  const showReady = showProgress(output, ['a', 'b']);
  showReady('a');
  showReady('b');
  expect(shown).toEqual(['starting a, b (0 of 2 ready)', 'starting b (1 of 2 ready)', undefined]);
  expect(noted).toEqual(['starting a, b\n']);
});
