import { describe, expect, test } from 'vitest';

import { type Part, directionOf, drivingParts, readExplanation, segmentsOf } from './explanation.ts';

const CANONICAL = 'pay.a.example/in?x=1';
const part = (text: string, oddsFactor: number): Part => {
  const start = CANONICAL.indexOf(text);
  return { kind: 'path', text, start, end: start + text.length, oddsFactor };
};

test.each([
  [8, 'raises'],
  [1.1, 'raises'],
  [1.09, 'neutral'],
  [0.92, 'neutral'],
  [0.9, 'lowers'],
])('the factor %d on the odds %s', (factor, direction) => {
  expect(directionOf(factor)).toBe(direction);
});

describe('segments', () => {
  test('mark what drove the verdict, and joined are the text', () => {
    const parts = [part('pay', 8), part('a.example', 0.5), part('in', 1), part('x=1', 1.2)];
    const segments = segmentsOf({ canonical: CANONICAL, parts });

    expect(segments).toEqual([
      { text: 'pay', direction: 'raises' },
      { text: '.', direction: 'neutral' },
      { text: 'a.example', direction: 'lowers' },
      { text: '/in?', direction: 'neutral' },
      { text: 'x=1', direction: 'raises' },
    ]);
  });

  test('of two parts that overlap the stronger one counts', () => {
    const segments = segmentsOf({ canonical: CANONICAL, parts: [part('pay', 2), part('pay.a', 0.2)] });

    expect(segments[0]).toEqual({ text: 'pay.a', direction: 'lowers' });
    expect(segments.map(({ text }) => text).join('')).toBe(CANONICAL);
  });

  test.each([
    [-1, 3],
    [3, 3],
    [5, 3],
    [0, 99],
  ])('a part from %d to %d lies nowhere', (start, end) => {
    const parts = [{ kind: 'path', text: 'x', start, end, oddsFactor: 9 }];

    expect(segmentsOf({ canonical: CANONICAL, parts })).toEqual([{ text: CANONICAL, direction: 'neutral' }]);
  });
});

test('driving parts: the strongest first, those that hardly matter left out', () => {
  const parts = [part('pay', 2), part('in', 1.01), part('x=1', 0.1)];

  expect(drivingParts({ canonical: CANONICAL, parts }).map(({ text }) => text)).toEqual(['x=1', 'pay']);
});

describe('read from an answer', () => {
  const sent = { kind: 'path', text: 'pay', start: 0, end: 3, effect: 0.4 };
  const read = (body: Readonly<Record<string, unknown>>, probability = 0.9) =>
    readExplanation(body, probability);

  test('whole: effects on the probability become factors on the odds', () => {
    const explanation = read({ canonical: CANONICAL, explanation: [sent, { ...sent, effect: -0.05 }] });

    expect(explanation?.canonical).toBe(CANONICAL);
    expect(explanation?.parts).toMatchObject([{ kind: 'path', text: 'pay', start: 0, end: 3 }, {}]);
    // From even odds to 9 : 1, and from 19 : 1 to 9 : 1.
    expect(explanation?.parts.map(({ oddsFactor }) => oddsFactor.toFixed(6))).toEqual([
      '9.000000',
      '0.473684',
    ]);
  });

  test('where the probability is all but sure, the factor still tells', () => {
    const explanation = read({ canonical: CANONICAL, explanation: [{ ...sent, effect: 0.002 }] }, 0.9998);

    expect(explanation?.parts[0]?.oddsFactor).toBeCloseTo(11, 1);
  });

  test('at 0 and 1 the factor stays finite', () => {
    const explanation = read({ canonical: CANONICAL, explanation: [{ ...sent, effect: 1 }] }, 1);

    expect(explanation?.parts[0]?.oddsFactor).toBeGreaterThan(1000);
    expect(explanation?.parts[0]?.oddsFactor).toBeLessThan(Infinity);
  });

  test.each([
    [{}],
    [{ canonical: CANONICAL }],
    [{ explanation: [] }],
    [{ canonical: CANONICAL, explanation: 'x' }],
    [{ canonical: CANONICAL, explanation: [{ ...sent, effect: '1' }] }],
    [{ canonical: CANONICAL, explanation: [{ ...sent, start: 0.5 }] }],
    [{ canonical: CANONICAL, explanation: [null] }],
  ])('none: %j', (body) => {
    expect(read(body)).toBeUndefined();
  });
});
