import { setTimeout as wait } from 'node:timers/promises';

import { z } from 'zod';

import { ask } from '../../../local/ask.ts';
import type { Answer } from '../../../local/ask.ts';
import { ADDRESSES } from './addresses.ts';

/** A number from 0 to below 1, as Math.random gives it. */
export type Random = () => number;

const Verdict = z.object({ label: z.enum(['phishing', 'legitimate']) });

/** How long a visitor looks at an answer, at most. */
const LOOK_MS = 1_600;
/** Of the verdicts, those on which a visitor votes, and of the votes, those that are wrong or meant badly. */
const [VOTES, SPITE] = [0.35, 0.06];

/** One visitor: the page, some verdicts with a look at each, a vote now and then. Cookies keep the release. */
export async function session(origin: string, name: string, random: Random): Promise<void> {
  let cookie = '';
  const send = async (path: string, json?: unknown): Promise<Answer> => {
    const headers = { 'x-user-id': name, ...(cookie !== '' && { cookie }) };
    // A vote has no body; `ask` makes a GET of what has none.
    const method = json === undefined && path !== '/' ? 'POST' : undefined;
    const answer = await ask(`${origin}${path}`, { headers, ...(method && { method }), json });
    cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  await send('/');
  const verdicts = 2 + Math.floor(random() * 4);
  for (let index = 0; index < verdicts; index++) {
    await wait(random() * LOOK_MS);
    const address = ADDRESSES[Math.floor(random() * ADDRESSES.length)];
    if (!address) continue;
    const { status, body } = await send('/api/v1/predict', { url: address.url });
    if (status !== 200 || random() > VOTES) continue;
    const isRight = (Verdict.parse(JSON.parse(body)).label === 'phishing') === address.isPhishing;
    await send(isRight === random() > SPITE ? '/agree' : '/disagree');
  }
}
