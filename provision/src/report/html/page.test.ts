import { expect, test } from 'vitest';

import type { RunEvent } from '../../run/event.ts';
import { RunRecorder } from '../record.ts';
import { longRun, sampleRun } from '../testing/sample-run.ts';
import { markup } from './markup.ts';
import { reportPage } from './page.ts';

function page(events: readonly RunEvent[]): string {
  const recorder = new RunRecorder();
  for (const event of events) recorder.add(event);
  return reportPage(recorder.read());
}

test('every text is escaped, pieces of HTML are not', () => {
  expect(markup`<p title="${`"'<&>`}">${['a<b', markup`<i>${1}</i>`]}${undefined}${false}</p>`.text).toBe(
    '<p title="&quot;&#39;&lt;&amp;&gt;">a&lt;b<i>1</i></p>',
  );
});

test('the page needs no network and runs no script', () => {
  const text = page(sampleRun());
  expect(text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  expect(text.match(/<(script|link|img|iframe|object)\b|https?:|\son\w+=|url\(/g)).toBeNull();
  expect(text).toContain('What is it &lt;script&gt;');
});

test('failures are open, with what they said; what changed can be opened', () => {
  const text = page(sampleRun());
  const task = (number: number) => text.split(`id="task-${number}"`)[1]?.split('</li>')[0] ?? '';
  expect(task(8)).toMatch(/<details open>.*Timeout when waiting/s);
  expect(task(5)).toMatch(/<details><summary>.*class="added">\+A machine of the lab/s);
  expect(task(1)).not.toContain('<details');
});

test('each task has a bar on the lane of each of its machines', () => {
  const text = page(sampleRun());
  expect(text.match(/<rect class="lane"/g)).toHaveLength(3);
  // 8 tasks on three machines, a handler on two.
  expect(text.match(/<rect class="bar \w+" x=/g)).toHaveLength(26);
});

test('a thousand tasks on three machines are a page of less than a megabyte', () => {
  expect(page(longRun(1000)).length).toBeLessThan(1_000_000);
});

test('a run without an end says so', () => {
  const events = sampleRun();
  const text = page(
    events.slice(
      0,
      events.findIndex(({ type }) => type === 'waiting'),
    ),
  );
  expect(text).toContain('<span class="badge interrupted">interrupted</span>');
  expect(text).toContain('no end was seen');
});
