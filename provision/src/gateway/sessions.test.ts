import { expect, test } from 'vitest';

import { renderedLab, tableOf } from './testing/rendered-lab.ts';
import { seededRandom } from './testing/seeded-random.ts';
import { testLab } from './testing/test-lab.ts';

const SESSIONS = 10_000;
const AT_ONCE = 16;

test(
  '10,000 sessions: 90/10 within a point, all of them sticky, all of them paired',
  { timeout: 180_000 },
  async () => {
    const table = tableOf(await renderedLab());
    await using lab = await testLab(table, { random: seededRandom(20_261_121) });
    const counts = { v1: 0, v2: 0, moved: 0, unpaired: 0, refused: 0 };
    let next = 0;
    const browse = async () => {
      while (next < SESSIONS) {
        const user = { 'x-user-id': `session ${next++}` };
        const first = await lab.visit('/', { headers: user });
        const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
        const second = await lab.visit('/', { headers: { ...user, cookie } });
        const [version = '', model] = first.body.split(' ');
        if (first.status !== 200 || second.status !== 200) counts.refused++;
        if (version === 'v1' || version === 'v2') counts[version]++;
        if (first.body !== second.body || cookie !== `app-version=${version}`) counts.moved++;
        if (model !== version) counts.unpaired++;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, browse));
    expect(counts).toMatchObject({ moved: 0, unpaired: 0, refused: 0 });
    expect(counts.v1 + counts.v2).toBe(SESSIONS);
    expect(Math.abs(counts.v1 / SESSIONS - 0.9)).toBeLessThan(0.01);
  },
);
