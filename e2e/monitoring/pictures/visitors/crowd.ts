import { setTimeout as wait } from 'node:timers/promises';

import { ask } from '../../../local/ask.ts';
import { session } from './session.ts';
import type { Random } from './session.ts';

/** How many visitors are there at once, at least and at most: they come and go in waves. */
const [FEWEST, MOST] = [10, 26];
const WAVE_MS = 240_000;
/** How often somebody sends more than the limit lets through, and somebody else nonsense. */
const GREEDY_MS = 45_000;
const CLUMSY_MS = 4_000;

/** Visitors of all kinds until a time of `performance.now()`. They come back when the last one has gone. */
export async function crowd(origin: string, endMs: number, random: Random): Promise<void> {
  const isOver = () => performance.now() >= endMs;
  const visitor = async (index: number): Promise<void> => {
    for (let visit = 0; !isOver(); visit++) {
      if (index < wanted()) await session(origin, `visitor-${index}-${visit}`, random);
      else await wait(1_000);
    }
  };
  const nowAndThen = async (everyMs: number, act: (round: number) => Promise<unknown>): Promise<void> => {
    for (let round = 0; !isOver(); round++) {
      await act(round);
      await wait(everyMs * (0.5 + random()));
    }
  };
  await Promise.all([
    ...Array.from({ length: MOST }, (_, index) => visitor(index)),
    nowAndThen(GREEDY_MS, (round) => greedy(origin, `greedy-${round}`)),
    nowAndThen(CLUMSY_MS, () => clumsy(origin)),
  ]);
}

/** How many visitors there are now. */
function wanted(): number {
  return FEWEST + ((MOST - FEWEST) * (1 + Math.sin((performance.now() / WAVE_MS) * 2 * Math.PI))) / 2;
}

/** More at once than a bucket holds. */
function greedy(origin: string, name: string): Promise<unknown> {
  const headers = { 'x-user-id': name };
  return Promise.all(Array.from({ length: 40 }, () => ask(`${origin}/`, { headers })));
}

/** A body without an address, and a page that there is not. */
async function clumsy(origin: string): Promise<void> {
  const headers = { 'x-user-id': 'clumsy' };
  await ask(`${origin}/api/v1/predict`, { headers, json: { uri: 'no address' } });
  await ask(`${origin}/nowhere`, { headers });
}
