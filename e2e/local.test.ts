import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { ask, predict } from './local/ask.ts';
import { SERVICES, isAlive, runLab, startLab, until } from './local/lab.ts';
import type { RunningLab } from './local/lab.ts';

// One lab for all tests of this file, which build on each other only in the last one: that ends it.
let lab: RunningLab;

beforeAll(async () => {
  lab = await startLab();
});

afterAll(() => lab[Symbol.asyncDispose]());

describe('what a visitor gets', () => {
  test.each(['localhost', 'localhost:8080', '127.0.0.1', 'app.remla.local', 'app.remla.local:80'])(
    'the page, under the name %s',
    async (host) => {
      const { status, headers, body } = await ask(lab.origin, { headers: { host, 'x-user-id': 'page' } });
      expect([status, headers['content-type'], body.includes('<html')]).toEqual([
        200,
        'text/html; charset=utf-8',
        true,
      ]);
    },
  );

  test.each(['example.org', '127.0.0.2', 'app.remla.local.example.org'])(
    'nothing, under the name %s',
    async (host) => {
      expect(await ask(lab.origin, { headers: { host } })).toMatchObject({ status: 404 });
    },
  );

  test.each([
    ['v1', 'lr'],
    ['v2', 'cnn'],
  ])('a verdict of release %s, by its own model', async (release, model) => {
    const { verdict } = await predict(lab.origin, { 'x-app-version': release, 'x-user-id': 'verdict' });
    expect(verdict).toMatchObject({
      label: expect.stringMatching(/^(phishing|legitimate)$/) as string,
      model,
      versions: {
        release,
        modelService: expect.stringMatching(RegExp(`^\\d+\\.\\d+\\.\\d+\\+${release}$`)) as string,
      },
    });
  });

  test('a cookie that brings the next request back to the same release, with its model-service', async () => {
    const releases = new Set<string>();
    for (let visitor = 0; releases.size < 2 && visitor < 200; visitor++) {
      const user = { 'x-user-id': `sticky-${visitor}` };
      const first = await predict(lab.origin, user);
      const [cookie = ''] = first.headers['set-cookie'] ?? [];
      const release = first.verdict?.versions.release ?? '';
      releases.add(release);
      expect(cookie).toBe(`app-version=${release}; Path=/; Max-Age=3600; SameSite=Lax`);
      const again = await predict(lab.origin, { ...user, cookie: `a=b; app-version=${release}` });
      expect(again.verdict?.versions.release).toBe(release);
      expect(again.verdict?.versions.modelService).toMatch(RegExp(`\\+${release}$`));
      expect(again.headers['set-cookie']).toBeUndefined();
    }
    expect(releases).toEqual(new Set(['v1', 'v2']));
  });

  test('no answer to the request that is one too many, while others get theirs', async () => {
    const user = { 'x-user-id': 'burst' };
    const burst = await Promise.all(Array.from({ length: 21 }, () => ask(lab.origin, { headers: user })));
    const refused = burst.filter(({ status }) => status === 429);
    expect(burst.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.body).toContain('local_rate_limited');
    expect(refused[0]?.headers).toMatchObject({ 'x-ratelimit-limit': '20', 'x-ratelimit-remaining': '0' });
    expect(await ask(lab.origin, { headers: { 'x-user-id': 'other' } })).toMatchObject({ status: 200 });
    const version = await ask(`${lab.origin}/version`, { headers: user });
    expect([version.status, JSON.parse(version.body)]).toEqual([200, expect.stringMatching(/\+v[12]$/)]);
  });
});

describe('what whoever runs it gets', () => {
  test('everything that there is to know, when it opens', () => {
    const { port } = lab;
    const output = lab.output();
    expect(output).toContain(`The lab is open: http://localhost:${port} `);
    for (const offset of [0, 1, 2, 3, 4, 5]) expect(output).toContain(`http://127.0.0.1:${port + offset}`);
    expect(output).toContain('90 % v1, 10 % v2');
    expect(output).toContain('20 requests at once for each client');
    expect(output).toMatch(/Ctrl-C/);
  });

  test('the metrics of the gateway, with the limit told apart', async () => {
    const { body } = await ask(`http://127.0.0.1:${lab.port + 5}/metrics`);
    expect(body).toMatch(/^istio_requests_total\{.*response_code="429",response_flags="RL".*\} 1$/m);
    expect(body).toMatch(
      /^istio_requests_total\{.*destination_version="v1".*response_code="200",response_flags="-".*\} \d+$/m,
    );
  });

  test('traffic in one command, which finds this lab and sees all that was promised', async () => {
    const { exitCode, stdout } = await runLab(['traffic', '--sessions', '60', '--json'], lab.environment);
    expect(JSON.parse(stdout)).toMatchObject({
      isHeld: true,
      sessions: 60,
      sticky: { held: 60, of: 60 },
      paired: { held: 180, of: 180 },
      limit: { isCountHeld: true, isOtherServed: true, isTokenBack: true },
    });
    expect(exitCode).toBe(0);
  });

  test('a refusal to start a second one, which names the first', async () => {
    const { exitCode, stderr } = await runLab(['up'], lab.environment);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining(`http://localhost:${lab.port} (process ${lab.pid})`),
    ]);
  });

  test('a service that is killed comes back, and who asks meanwhile gets an answer', async () => {
    const from = lab.output().length;
    for (const name of SERVICES) process.kill(lab.pidOf(name), 'SIGKILL');
    for (const name of SERVICES) {
      await lab.waitFor(`lab: ${name} was ended by SIGKILL: starting it again at once`, from);
    }

    const answers = await Promise.all(
      ['v1', 'v2'].map((release) => predict(lab.origin, { 'x-app-version': release, 'x-user-id': 'killed' })),
    );

    expect(answers.map(({ status, verdict }) => [status, verdict?.versions.release])).toEqual([
      [200, 'v1'],
      [200, 'v2'],
    ]);
    for (const name of SERVICES) await lab.waitFor(`lab: ${name} is back after`, from);
  });

  test('Ctrl-C: what is in flight is answered, exit code 0, nothing left', async () => {
    const pids = SERVICES.map((name) => lab.pidOf(name));
    const last = predict(lab.origin, { 'x-user-id': 'last' });
    lab.signal('SIGINT');

    expect(await last).toMatchObject({ status: 200 });
    expect(await lab.ended).toMatchObject({ exitCode: 0 });
    expect(pids.filter(isAlive)).toEqual([]);
    await expect(ask(lab.origin)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await runLab(['traffic', '--port', String(lab.port)], lab.environment)).exitCode).toBe(2);
  });
});

test('a second Ctrl-C ends it at once, and kill -9 leaves nothing behind either', async () => {
  await using impatient = await startLab();
  await using killed = await startLab();
  const pids = SERVICES.flatMap((name) => [impatient.pidOf(name), killed.pidOf(name)]);
  expect(pids.filter(isAlive)).toHaveLength(8);

  // A connection that stays open without a request: it would be given two seconds.
  using agent = Object.assign(new Agent({ keepAlive: true }), { [Symbol.dispose]: () => agent.destroy() });
  await ask(impatient.origin, { agent });
  impatient.signal('SIGINT');
  await impatient.waitFor('lab: stopping');
  // Soon after the first it would be taken for the echo of npm.
  await wait(600);
  impatient.signal('SIGINT');
  killed.signal('SIGKILL');

  expect(await impatient.ended).toMatchObject({ exitCode: 130 });
  await until(() => !pids.some(isAlive));
});
