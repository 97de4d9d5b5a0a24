import { describe, expect, test } from 'vitest';

import { type Entry, addEntry, parseHistory, recordVote, serializeHistory } from './history.ts';
import { createHistoryStorage } from './history-storage.ts';

const entry = (checkedAtMs: number): Entry => ({
  url: `http://a.example/${checkedAtMs}`,
  label: 'phishing',
  probability: 0.9,
  checkedAtMs,
  vote: undefined,
});

test('the newest comes first; the fiftieth is the last', () => {
  let entries: readonly Entry[] = [];
  for (let time = 1; time <= 51; time += 1) entries = addEntry(entries, entry(time));

  expect(entries.map(({ checkedAtMs }) => checkedAtMs)).toEqual(
    Array.from({ length: 50 }, (_, index) => 51 - index),
  );
});

test('a vote belongs to one entry', () => {
  const entries = [entry(2), entry(1)];

  expect(recordVote(entries, 1, 'disagree')).toEqual([entry(2), { ...entry(1), vote: 'disagree' }]);
  expect(recordVote(entries, 9, 'agree')).toEqual(entries);
});

describe('storage', () => {
  test('gives back what it got', () => {
    const entries = [{ ...entry(2), vote: 'agree' as const }, entry(1)];

    expect(parseHistory(serializeHistory(entries))).toEqual(entries);
  });

  test.each([null, '', 'x', '{}', 'null', '[1, null, {"url": 1}]'])(
    'what cannot be read is dropped: %j',
    (text) => {
      expect(parseHistory(text)).toEqual([]);
    },
  );

  test('one entry of another version of the page does not spoil the rest', () => {
    const stored = JSON.stringify([
      { ...entry(1), label: 'maybe' },
      { ...entry(2), vote: 'perhaps' },
    ]);

    expect(parseHistory(stored)).toEqual([entry(2)]);
  });

  test('forbidden by the browser, it ends with the page', () => {
    const storage = createHistoryStorage(() => {
      throw new DOMException('', 'SecurityError');
    });

    storage.save([entry(1)]);
    expect(storage.load()).toEqual([]);
  });

  test('another error is not swallowed', () => {
    const storage = createHistoryStorage(() => {
      throw new TypeError('ours');
    });

    expect(() => storage.load()).toThrow('ours');
  });
});
