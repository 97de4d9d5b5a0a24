import { expect, test } from 'vitest';

import { composeProject } from './compose-project.ts';

test('docker-compose.local.yml runs this checkout, beside the released images', async () => {
  await using project = await composeProject({
    file: 'docker-compose.local.yml',
    name: 'remla-e2e-local',
    env: { RELEASE: 'v1', MODEL: 'lr' },
  });
  await project.compose('up', '--detach', '--wait');
  const answer = await fetch(`${project.origin}/api/v1/predict`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: 'https://example.org/' }),
  });
  expect(await answer.json()).toMatchObject({ model: 'lr', versions: { release: 'v1' } });
  expect((await project.inspect('app')).Config.Image).toBe('remla-lab-app:local');
}, 600_000);
