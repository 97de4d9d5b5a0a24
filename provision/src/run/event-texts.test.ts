import { expect, test } from 'vitest';

import { EventTexts } from './event-texts.ts';
import type { Happening } from './event.ts';

const LONG = 262_145;

function finished(result: Readonly<Record<string, unknown>>, type = 'host-finished'): Happening {
  return { type, taskId: 't', host: 'a', outcome: { result } } as unknown as Happening;
}

function output(text: string): Happening {
  return { type: 'output', taskId: 't', host: 'a', stream: 'stdout', text };
}

function resultOf(happening: Happening): Readonly<Record<string, unknown>> {
  return 'outcome' in happening ? happening.outcome.result : {};
}

/** What is kept, and the texts that keep it. */
function open() {
  const kept: string[] = [];
  const texts = new EventTexts((text, { host, field }) => {
    kept.push(`${host} ${field} ${text.length}`);
    return `file ${kept.length}`;
  });
  return { kept, texts };
}

test('a long text is kept once, and events have its beginning, its end and where it is', () => {
  const { kept, texts } = open();
  const long = `b${'x'.repeat(LONG - 2)}e`;
  const item = resultOf(texts.bound(finished({ stdout: long, rc: 0 }, 'item-finished')));
  const end = resultOf(texts.bound(finished({ results: [{ stdout: long }] })));

  expect(kept).toEqual([`a stdout ${LONG}`]);
  expect(item['rc']).toBe(0);
  expect(String(item['stdout'])).toMatch(/^bx+\n… 1 characters left out …\nx+e\n\(all of it: file 1\)$/);
  expect(end['results']).toEqual([{ stdout: item['stdout'] }]);
});

test('what was printed as it came is in those events', () => {
  const { kept, texts } = open();
  texts.bound(output('x'.repeat(100)));
  const result = resultOf(texts.bound(finished({ stdout: 'x'.repeat(LONG), content: 'y'.repeat(LONG) })));

  expect(kept).toEqual([`a content ${LONG}`]);
  expect(String(result['stdout'])).toMatch(/\(all of it: the `output` events of this task\)$/);
});

test('a line that is too long for an event is in the file of the result', () => {
  const { kept, texts } = open();
  const shown = texts.bound(output('x'.repeat(LONG)));
  texts.bound(finished({ stdout: 'x'.repeat(LONG) }));

  expect(shown).toMatchObject({ text: expect.stringMatching(/left out …\nx+\n\(all of it: /) as unknown });
  expect(kept).toEqual([`a stdout ${LONG}`]);
});

test('what a result says again line by line is left out, what a variable holds is not', () => {
  const { texts } = open();
  const lean = texts.lean(
    finished({
      stdout: 'a',
      stdout_lines: ['a'],
      results: [{ stderr_lines: [] }],
      shown: { stdout_lines: ['b'] },
    }),
  );

  expect(resultOf(lean)).toEqual({ stdout: 'a', results: [{}], shown: { stdout_lines: ['b'] } });
});
