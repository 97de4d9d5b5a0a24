import { Agent } from 'node:http';

import { expect, test } from 'vitest';

import { ask, predict } from './local/ask.ts';
import { startLab } from './local/lab.ts';

const SESSIONS = 10_000;
const SIDE_BY_SIDE = 16;

/** The releases that answered the two requests of one session: the page's version, and a verdict. */
interface Session {
  readonly first: string | undefined;
  readonly second: string | undefined;
  readonly modelService: string | undefined;
}

const releaseIn = (version: string) => version.split('+')[1];

test(
  '10,000 sessions from a seed: 90/10 within a point, all of them sticky and paired',
  { timeout: 600_000 },
  async () => {
    await using lab = await startLab({ args: ['--seed', '2026'] });
    using agent = Object.assign(new Agent({ keepAlive: true }), { [Symbol.dispose]: () => agent.destroy() });
    const sessions: Session[] = [];
    const visit = async (name: string): Promise<Session> => {
      const user = { 'x-user-id': name };
      const begin = await ask(`${lab.origin}/version`, { headers: user, agent });
      const [cookie = ''] = (begin.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]);
      const { verdict } = await predict(lab.origin, { ...user, cookie }, agent);
      return {
        first: releaseIn(JSON.parse(begin.body) as string),
        second: verdict?.versions.release,
        modelService: verdict && releaseIn(verdict.versions.modelService),
      };
    };
    let next = 0;
    const come = async () => {
      while (next < SESSIONS) sessions.push(await visit(`visitor-${next++}`));
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, come));

    expect(sessions).toHaveLength(SESSIONS);
    const share = sessions.filter(({ first }) => first === 'v2').length / SESSIONS;
    expect(Math.abs(share - 0.1)).toBeLessThanOrEqual(0.01);
    expect(sessions.filter(({ first, second }) => first !== second)).toEqual([]);
    expect(sessions.filter(({ second, modelService }) => second !== modelService)).toEqual([]);
  },
);
