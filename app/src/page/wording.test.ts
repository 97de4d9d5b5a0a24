import { describe, expect, test } from 'vitest';

import type { Verdict } from './verdict.ts';
import { adviseOn, describeBar, describeEntry, describeFailure, sayVerdict } from './wording.ts';

const VERSIONS = { app: '', release: '', modelService: '', model: '', libVersion: '' };
const verdict = (label: Verdict['label'], probability: number): Verdict => ({
  label,
  probability,
  threshold: 0.83,
  versions: VERSIONS,
  explanation: undefined,
});

test('the verdict, said', () => {
  expect(sayVerdict(verdict('phishing', 0.9724))).toBe(
    'Looks like phishing. Probability of phishing: 97.2%.',
  );
  expect(sayVerdict(verdict('legitimate', 0.031))).toBe('Looks legitimate. Probability of phishing: 3.1%.');
});

test('a legitimate verdict is no all-clear, least of all near the threshold', () => {
  expect(adviseOn(verdict('legitimate', 0.01))).toMatch(/^Only the address was judged/);
  expect(adviseOn(verdict('legitimate', 0.42))).toMatch(/^A close call/);
  expect(adviseOn(verdict('phishing', 0.83))).toMatch(/^Do not enter a password/);
});

test('the mark on the bar, in words', () => {
  const mark = 'The mark is at 83.0%: from there on, an address counts as phishing.';

  expect(describeBar(verdict('phishing', 0.83))).toBe(`${mark} This one reaches it.`);
  expect(describeBar(verdict('legitimate', 0.8299))).toBe(`${mark} This one stays below.`);
});

test('the small print of the history', () => {
  const entry = { url: 'a', label: 'phishing', probability: 0.9, checkedAtMs: 0 } as const;

  expect(describeEntry({ ...entry, vote: undefined })).toBe('probability of phishing 90.0%');
  expect(describeEntry({ ...entry, vote: 'disagree' })).toBe('probability of phishing 90.0% · you disagreed');
});

describe('a 429', () => {
  test('says the limit and how long to wait', () => {
    const notice = describeFailure({
      kind: 'limited',
      allowance: { limit: 20, remaining: 0, waitSeconds: 3 },
    });

    expect(notice.waitSeconds).toBe(3);
    expect(notice.text(3)).toBe('You have reached the limit of 20; one more in 3 s.');
  });

  test('waits at least a second where the header was rounded down, and says less where it is missing', () => {
    const allowance = { limit: undefined, remaining: undefined, waitSeconds: undefined };
    const unknown = describeFailure({ kind: 'limited', allowance });

    expect(
      describeFailure({ kind: 'limited', allowance: { ...allowance, waitSeconds: 0 } }).waitSeconds,
    ).toBe(1);
    expect(unknown.waitSeconds).toBeUndefined();
    expect(unknown.text(0)).toBe('You have reached the limit; one more in a moment.');
  });
});

test.each([
  [
    { kind: 'unavailable', waitSeconds: 2 },
    'The model is not available just now: It is probably starting. Try again in 2 s.',
  ],
  [{ kind: 'late' }, 'The answer took too long: The model did not answer in time. Please try again.'],
  [
    { kind: 'failed', status: 502, requestId: 'id-1' },
    'Something went wrong: The service answered with status 502. Its log knows the request as id-1.',
  ],
] as const)('%j', (failure, words) => {
  const { title, text, waitSeconds } = describeFailure(failure);

  expect(`${title}: ${text(waitSeconds ?? 0)}`).toBe(words);
});
