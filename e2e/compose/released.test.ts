import { afterAll, beforeAll, expect, test } from 'vitest';

import { composeProject } from './compose-project.ts';
import type { ComposeProject } from './compose-project.ts';
import { startSteadyLoad } from './steady-load.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const PHISHING = 'http://paypal.com.account-verify.example/login';

let project: ComposeProject;
let upOutput: string;

beforeAll(async () => {
  project = await composeProject({
    file: 'docker-compose.yml',
    name: 'remla-e2e-released',
    // Nothing listens on port 1: a registry that has no image.
    env: { IMAGE_REGISTRY: 'localhost:1', GIT_COMMIT: COMMIT, BUILD_TIME: '2026-01-02T03:04:05Z' },
  });
  // What a run that was interrupted left would be used in place of a build.
  await project[Symbol.asyncDispose]();
  upOutput = (await project.compose('up', '--detach', '--wait', '--quiet-pull')).all;
});

afterAll(async () => {
  await project[Symbol.asyncDispose]();
});

test('what cannot be pulled is built, and it says so', () => {
  expect(upOutput).toMatch(/app .*(Warning|Error|pull)/i);
  expect(upOutput).toMatch(/app\s+Built/);
  expect(upOutput).toMatch(/model-service\s+Built/);
});

test('a URL that is posted to the app is judged by the model', async () => {
  const answer = await postJson('/api/v1/predict', { url: PHISHING });
  const verdict = (await answer.json()) as { label: string; model: string; versions: object };
  expect(answer.status).toBe(200);
  expect(verdict).toMatchObject({ label: 'phishing', model: 'cnn' });
  expect(verdict.versions).toMatchObject({ release: 'v2', modelService: expect.stringMatching(/\+v2$/) });
  const original = await postJson('/predict', { input: PHISHING });
  expect(await original.json()).toBe('phishing');
});

test('the page and its version are there', async () => {
  const page = await fetch(`${project.origin}/`);
  expect(await page.text()).toContain('<html');
  const version = await fetch(`${project.origin}/version`);
  expect(await version.json()).toMatch(/^\d+\.\d+\.\d+\+v2$/);
});

test('only the app is published, on the loopback interface', async () => {
  const app = await project.inspect('app');
  const modelService = await project.inspect('model-service');
  const published = { HostIp: '127.0.0.1', HostPort: project.env['APP_PORT'] };
  expect(app.NetworkSettings.Ports).toEqual({ '5000/tcp': [published] });
  expect(Object.values(modelService.NetworkSettings.Ports).filter((at) => at !== null)).toEqual([]);
});

test.each(['app', 'model-service'])(
  '%s: no root, nothing to write to, nothing to become',
  async (service) => {
    const { HostConfig, Config } = await project.inspect(service);
    expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ['ALL'] });
    expect(HostConfig.SecurityOpt).toEqual(['no-new-privileges:true']);
    expect(Config.User).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const inside = await project.compose(
      'exec',
      '-T',
      service,
      'sh',
      '-c',
      'id -u; touch x || touch /tmp/x && echo yes',
    );
    expect(inside.stdout.split('\n')).toEqual(['1000', 'yes']);
    expect(inside.stderr).toContain('Read-only file system');
  },
);

test.each(['app', 'model-service'])('%s: the image says what it was built from', async (service) => {
  const { Config } = await project.inspect(service);
  expect(Config.Labels).toMatchObject({
    'org.opencontainers.image.title': `remla-lab ${service}`,
    'org.opencontainers.image.version': Config.Image.split(':').at(-1),
    'org.opencontainers.image.revision': COMMIT,
    'org.opencontainers.image.created': '2026-01-02T03:04:05Z',
    'org.opencontainers.image.licenses': expect.stringContaining('MIT'),
  });
  const built = await project.compose('exec', '-T', service, 'cat', '../build-info.json');
  expect(JSON.parse(built.stdout)).toEqual({ commit: COMMIT, buildTime: '2026-01-02T03:04:05Z' });
});

test('a restart of model-service under load: each request ends well, or with 503 and when to come back', async () => {
  const before = await project.inspect('model-service');
  const load = startSteadyLoad({
    url: `${project.origin}/api/v1/predict`,
    body: { url: PHISHING },
    requestsPerSecond: 100,
    connections: 16,
    timeoutMs: 15_000,
  });
  // Twice: the second stop meets a service that has only just started.
  await project.compose('restart', 'model-service');
  await project.compose('restart', 'model-service');
  await project.compose('up', '--detach', '--wait', '--no-build', '--pull', 'never');
  const outcomes = await load.stop();

  expect((await project.inspect('model-service')).State.StartedAt).not.toBe(before.State.StartedAt);
  const bad = outcomes.filter(({ status, retryAfter }) => {
    return !(status === 200 || (status === 503 && Number(retryAfter) >= 1));
  });
  expect(bad).toEqual([]);
  expect(outcomes.at(-1)?.status).toBe(200);
  const refused = outcomes.filter(({ status }) => status === 503).length;
  const slowestMs = Math.max(...outcomes.map(({ tookMs }) => tookMs));
  console.log(
    `restart under load: ${outcomes.length} requests, ${refused} × 503, slowest ${slowestMs.toFixed(0)} ms`,
  );
});

test('a stop is a drain, not a kill', async () => {
  const begin = performance.now();
  await project.compose('stop');
  expect(performance.now() - begin).toBeLessThan(10_000);
  const { stdout } = await project.compose('ps', '--all', '--format', '{{.Service}} {{.ExitCode}}');
  expect(stdout.split('\n').toSorted()).toEqual(['app 0', 'model-service 0']);
});

function postJson(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(project.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
}
