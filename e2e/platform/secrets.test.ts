import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { LAB, wholeLab } from './lab.ts';
import { helm, kubectl, review } from './programs.ts';

// The password and the token that `lab info` shows.

const PASSWORD = join(LAB.labState, 'secrets', 'grafana_password');
const ADMIN = 'system:serviceaccount:headlamp:headlamp-admin';

const Claims = z.object({ sub: z.string(), exp: z.number(), iat: z.number() });
const Reviewed = z.object({
  status: z.object({ authenticated: z.boolean(), user: z.object({ username: z.string() }) }),
});

beforeAll(wholeLab);

test("Grafana's password is random, for its owner alone, and in no release's values", async () => {
  const password = (await readFile(PASSWORD, 'utf8')).trim();
  expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
  expect(((await stat(PASSWORD)).mode & 0o777).toString(8)).toBe('600');
  expect((await LAB.start(['info', '--password'])).stdout).toBe(password);
  const kept = await kubectl(
    'get',
    'secret',
    'grafana-admin',
    '-n',
    'monitoring',
    '-o',
    'jsonpath={.data.admin-password}',
  );
  expect(Buffer.from(kept, 'base64').toString()).toBe(password);
  const values = await helm('get', 'values', 'kube-prometheus-stack', '-n', 'monitoring', '--all');
  expect(values).toContain('existingSecret: grafana-admin');
  expect(values).not.toContain(password);
});

test('lab info --token: for a day, whoever has it may do everything', async () => {
  const { stdout: token, exitCode } = await LAB.start(['info', '--token']);
  expect(exitCode).toBe(0);
  const claims = Claims.parse(
    JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')),
  );
  expect(claims.sub).toBe(ADMIN);
  expect(claims.exp - claims.iat).toBe(86_400);
  const request = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token } };
  const { status } = Reviewed.parse(await review(request));
  expect(status).toEqual({ authenticated: true, user: { username: ADMIN } });
  expect(await kubectl('auth', 'can-i', '*', '*', '--all-namespaces', '--as', ADMIN)).toBe('yes');
});
