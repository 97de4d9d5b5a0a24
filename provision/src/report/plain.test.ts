import { expect, test } from 'vitest';

import type { RunEvent } from '../run/event.ts';
import { painter } from './paint.ts';
import { plainReport } from './plain.ts';
import { sampleRun } from './testing/sample-run.ts';

function show(events: readonly RunEvent[], verbosity = 0, useColor = false): readonly string[] {
  const printed: string[] = [];
  const report = plainReport((text) => printed.push(text), { paint: painter(useColor), verbosity });
  for (const event of events) report.sink(event);
  return printed.join('').split('\n');
}

/** The lines from a heading to the next one. */
function below(lines: readonly string[], heading: string): readonly string[] {
  const start = lines.findIndex((line) => line.startsWith(heading));
  const end = lines.findIndex((line, index) => index > start && line === '');
  return lines.slice(start + 1, end);
}

const lines = show(sampleRun());

test('headings are filled up with stars, as everybody knows them', () => {
  expect(lines.filter((line) => /^(PLAY|TASK|RUNNING HANDLER)/.test(line)).slice(0, 2)).toEqual([
    'PLAY [What every machine needs] ***********************************************',
    'TASK [Gathering facts] ********************************************************',
  ]);
});

test('a machine a line, in the order in which they end, and what one waits for', () => {
  expect(below(lines, 'TASK [Packages')).toEqual([
    'waiting: [controller]: apt-daily.service holds /var/lib/dpkg/lock-frontend (pid 812)',
    'ok: [node2]',
    'changed: [node1]',
    'changed: [controller]',
  ]);
});

test('items, without a line for their sum', () => {
  expect(below(lines, 'TASK [Kernel modules').slice(0, 4)).toEqual([
    'changed: [controller] => (item=br_netfilter)',
    'changed: [node1] => (item=br_netfilter)',
    'changed: [node2] => (item=br_netfilter)',
    'ok: [controller] => (item=overlay)',
  ]);
});

test('a failure says its place, what it said and what it printed', () => {
  expect(below(lines, 'TASK [Time is right')).toEqual([
    'FAILED - RETRYING: [controller]: Time is right (3 retries left).',
    'FAILED - RETRYING: [controller]: Time is right (2 retries left).',
    'ok: [controller]',
    'ok: [node2]',
    'fatal: [node1]: FAILED! => non-zero return code',
    '    playbooks/base.yml:46:7',
    '    rc: 1',
    '    cmd: ["chronyc","waitsync"]',
    '    stderr: 506 Cannot talk to daemon',
    '...ignoring',
  ]);
});

test('a delegated task, a handler, a machine that does not answer', () => {
  expect(below(lines, 'TASK [The cluster')).toContain('ok: [controller -> node1]');
  expect(below(lines, 'RUNNING HANDLER [Restart')).toEqual([
    'changed: [controller]',
    'fatal: [node1]: UNREACHABLE! => node1 does not answer: connect ETIMEDOUT 192.168.56.111:22',
    '    playbooks/base.yml:58:7',
  ]);
});

test('the recap that people parse; unknown is there in check mode only', () => {
  expect(below(lines, 'PLAY RECAP')).toEqual([
    'controller                 : ok=8    changed=4    unreachable=0    failed=0    skipped=1    rescued=0    ignored=0',
    'node1                      : ok=7    changed=3    unreachable=1    failed=0    skipped=1    rescued=0    ignored=1',
    'node2                      : ok=6    changed=2    unreachable=0    failed=1    skipped=1    rescued=0    ignored=0',
  ]);
  const checked = show(sampleRun({ isCheck: true }));
  expect(below(checked, 'PLAY RECAP')[0]).toMatch(/ignored=0 {4}unknown=0$/);
  expect(checked.slice(0, 2)).toEqual(['', 'check mode: nothing is changed, only said']);
});

test('debug speaks, others only with -v', () => {
  expect(below(lines, 'TASK [What is it').slice(0, 3)).toEqual([
    'ok: [controller]',
    '    kernel 6.1',
    '    Debian 12',
  ]);
  const verbose = show([...sampleRun()], 2);
  expect(below(verbose, 'TASK [Swap is off]').slice(0, 3)).toEqual([
    'task path: playbooks/base.yml:22:7',
    'skipping: [controller]',
    '    facts.swaptotal_mb > 0 (base.yml:18:13)',
  ]);
});

test('a machine cannot colour or move our terminal', () => {
  const events = sampleRun().map((event) =>
    event.type === 'host-finished'
      ? {
          ...event,
          outcome: {
            ...event.outcome,
            status: 'failed' as const,
            result: { msg: '\u001b[2Jx\u0007', stderr: 'a\u001b[31mb' },
          },
        }
      : event,
  );
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  expect(show(events).filter((line) => /[\u0000-\u0008\u000b-\u001f]/.test(line))).toEqual([]);
});

test('tasks that run at the same time get their heading again', () => {
  const at = (event: object) => ({ atMs: 0, ...event }) as RunEvent;
  const task = (id: string) =>
    at({ type: 'task-started', task: { id, name: id, module: 'command', section: 'tasks' } });
  const end = (taskId: string) =>
    at({
      type: 'host-finished',
      taskId,
      host: 'h',
      items: 0,
      notified: [],
      outcome: { status: 'ok', result: {}, diff: [] },
    });
  const shown = show([task('a'), task('b'), end('a'), end('b')]);
  expect(shown.filter((line) => line !== '').map((line) => line.replace(/ \*+$/, ''))).toEqual([
    'TASK [a]',
    'TASK [b]',
    'TASK [a]',
    'ok: [h]',
    'TASK [b]',
    'ok: [h]',
  ]);
});

test('with -v, output is shown while it comes, and not again with the result', () => {
  const at = (event: object) => ({ atMs: 0, taskId: 't', host: 'h', ...event }) as RunEvent;
  const outcome = {
    status: 'changed',
    result: { rc: 0, stdout: 'a\nb' },
    diff: [],
    durationMs: 1,
    roundTrips: 1,
  };
  const events = [
    at({ type: 'output', stream: 'stdout', text: 'a\nb\n' }),
    at({ type: 'host-finished', items: 0, notified: [], outcome }),
  ];
  expect(show(events, 1)).toEqual(['  h | a', '  h | b', 'changed: [h]', '    rc: 0', '']);
  expect(show(events, 0)).toEqual(['changed: [h]', '']);
});

test('colour where it is asked for', () => {
  expect(show(sampleRun(), 0, true)).toContain('\u001b[33mchanged: [node1]\u001b[0m');
});
