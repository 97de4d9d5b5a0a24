import request from 'supertest';
import { expect, test } from 'vitest';

import { runningApp } from './running-app.ts';

test.each([
  ['/api/v1/startup', 'started'],
  ['/api/v1/ready', 'ready'],
  ['/api/v1/health', 'alive'],
])(
  '%s answers 200 while model-service is away: the page says what is wrong, a restart would not mend it',
  async (path, status) => {
    await using running = await runningApp();

    const response = await request(running.app).get(path).expect(200);

    expect(response.body).toEqual({ status });
  },
);
