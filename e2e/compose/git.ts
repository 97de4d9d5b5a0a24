/**
 * `npm run compose:git [-- COMPOSE ARGUMENTS]`: `docker compose -f docker-compose.git.yml up --build`, or what the
 * arguments say, with REPO_URL and REPO_BRANCH from this checkout's own upstream. Variables that are set already win.
 */
import { $, chalk } from 'zx';

import { gitContext } from './git-context.ts';
import type { Upstream } from './git-context.ts';

const HINT = 'Set REPO_URL (and REPO_BRANCH) yourself: REPO_URL=https://…/remla-lab.git npm run compose:git';

$.verbose = false;

/** The upstream of the branch that is checked out, else the same branch of `origin`. */
async function findUpstream(): Promise<Upstream | undefined> {
  const branch = (await $({ nothrow: true })`git branch --show-current`).stdout.trim();
  if (branch === '') return undefined;
  const configured = (await $({ nothrow: true })`git config branch.${branch}.remote`).stdout.trim();
  const merge = (await $({ nothrow: true })`git config branch.${branch}.merge`).stdout.trim();
  const url = (await $({ nothrow: true })`git remote get-url ${configured || 'origin'}`).stdout.trim();
  return url === '' ? undefined : { url, branch: merge.replace('refs/heads/', '') || branch };
}

/** The commit that the branch stands at there; undefined where the branch does not exist. */
async function commitOf({ REPO_URL, REPO_BRANCH }: Record<'REPO_URL' | 'REPO_BRANCH', string>) {
  const { stdout } = await $`git ls-remote ${REPO_URL} ${`refs/heads/${REPO_BRANCH}`}`;
  return /^[0-9a-f]{40,64}/.exec(stdout)?.[0];
}

/** Everything that can be wrong before Docker is asked, in one sentence; else the variables for the Compose file. */
async function variables(): Promise<Record<string, string> | string> {
  const { REPO_URL, REPO_BRANCH, BUILD_TIME } = process.env;
  const upstream = REPO_URL ? { url: REPO_URL, branch: REPO_BRANCH || 'main' } : await findUpstream();
  if (upstream === undefined) return `This checkout has no branch with a remote. ${HINT}`;
  const context = gitContext(upstream);
  if (context === undefined) return `Docker cannot fetch from ${upstream.url}. ${HINT}`;
  const commit = await commitOf(context);
  if (commit === undefined)
    return `${context.REPO_URL} has no branch ${context.REPO_BRANCH}: push it first. ${HINT}`;
  return { ...context, GIT_COMMIT: commit, BUILD_TIME: BUILD_TIME || new Date().toISOString() };
}

const found = await variables();
if (typeof found === 'string') {
  console.error(chalk.red(found));
  process.exitCode = 1;
} else {
  console.log(`${found['REPO_URL']}#${found['REPO_BRANCH']} at ${found['GIT_COMMIT']}`);
  const given = process.argv.slice(2);
  const parameters = given.length > 0 ? given : ['up', '--build'];
  const run = $({ stdio: 'inherit', nothrow: true, env: { ...process.env, ...found } });
  const { exitCode } = await run`docker compose -f docker-compose.git.yml ${parameters}`;
  process.exitCode = exitCode ?? 1;
}
