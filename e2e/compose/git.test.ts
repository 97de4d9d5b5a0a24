import { join } from 'node:path';

import { execa } from 'execa';
import { expect, test } from 'vitest';

import { CHECKOUT, composeProject } from './compose-project.ts';
import { startGitServer } from './git-server.ts';

test('npm run compose:git builds and runs the branch as it is on the remote', async () => {
  await using server = await startGitServer(CHECKOUT, 'canary');
  const cwd = join(server.folder, 'checkout');
  await execa('git', ['clone', '--quiet', '--branch', 'canary', server.url, cwd]);
  const { stdout: commit } = await execa('git', ['rev-parse', 'HEAD'], { cwd });

  const name = 'remla-e2e-git';
  const env = { REPO_URL: server.url, RELEASE: 'v1', MODEL: 'lr' };
  await using project = await composeProject({ file: 'docker-compose.git.yml', name, cwd, env });
  // REPO_URL is not given here: the script finds it. npm runs it at the root of the checkout, as we do.
  const script = [join(CHECKOUT, 'e2e/compose/git.ts'), '-p', name, 'up', '--build', '--detach', '--wait'];
  const ran = await execa(process.execPath, script, {
    cwd,
    env: { ...project.env, REPO_URL: '' },
    all: true,
  });

  expect(ran.stdout).toContain(`${server.url}#canary at ${commit}`);
  const metrics = await fetch(`${project.origin}/metrics`);
  expect(await metrics.text()).toMatch(new RegExp(`^build_info\\{.*commit="${commit}"`, 'm'));
  expect((await project.inspect('app')).Config.Labels).toMatchObject({
    'org.opencontainers.image.revision': commit,
    'org.opencontainers.image.source': server.url,
  });
}, 600_000);

test('a checkout without a remote is told what to set', async () => {
  await using server = await startGitServer(CHECKOUT, 'canary');
  await execa('git', ['init', '--quiet'], { cwd: server.folder });
  const script = join(CHECKOUT, 'e2e/compose/git.ts');
  const ran = await execa(process.execPath, [script], {
    cwd: server.folder,
    env: { REPO_URL: '' },
    reject: false,
  });
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toContain('REPO_URL=');
});
