import { aptCacheAge } from '../../facts/apt-cache.ts';
import type { AptCache } from '../../facts/apt-cache.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import type { Module, ModuleContext } from '../module.ts';
import { updateCache, waitForLock } from './actions.ts';
import { AptArgs } from './arguments.ts';
import { carryOut, fail } from './carry-out.ts';
import { failureOf } from './failure.ts';
import { installFromUrl } from './fetch-deb.ts';
import { jobsFor } from './jobs.ts';
import type { Jobs } from './jobs.ts';
import { isUpdateWanted, look } from './look.ts';
import type { Look } from './look.ts';
import { isUrl } from './request.ts';
import { APT_RETURNS } from './returns.ts';

/** Sees to packages of Debian and its kin. */
export const aptModule: Module<AptArgs> = {
  name: 'apt',
  summary: 'Installs, upgrades and removes packages with apt-get, and keeps its lists new.',
  notes: [
    'Where something seems to be missing, `apt-get -s` says what would be done: that is what --check and --diff show, and where it is nothing, nothing is done.',
    'Another program that holds the lock of dpkg is waited for, for `lock_timeout` seconds, and named.',
    'New lists alone count as a change where they differ from the old ones; beside packages they do not. In check mode no lists are fetched.',
  ],
  args: AptArgs,
  aliases: {
    pkg: 'name',
    package: 'name',
    'update-cache': 'update_cache',
    'default-release': 'default_release',
    'install-recommends': 'install_recommends',
    'allow-downgrade': 'allow_downgrade',
    allow_downgrades: 'allow_downgrade',
    'allow-downgrades': 'allow_downgrade',
    'allow-unauthenticated': 'allow_unauthenticated',
  },
  returns: APT_RETURNS,
  example: `- apt:
    name: [nginx, "curl=7.88*"]
    update_cache: true
    cache_valid_time: 3600
- apt:
    upgrade: dist
    autoremove: true
`,
  check: 'full',
  decide: (args, context) => look(args, (seen) => begin(args, seen, context)),
};

function begin(args: AptArgs, seen: Look, context: ModuleContext): Decision {
  const { cache } = seen;
  const isDue =
    isUpdateWanted(args) && cache !== undefined && cache.now > cache.askedAt + args.cache_valid_time;
  const asItIs = { context, cache: cacheResult(cache, false), isOutdated: isDue };
  if (!isDue) return work(args, seen, asItIs);
  const jobs = jobsFor(args, seen);
  const isAlone = 'calls' in jobs && jobs.calls.length === 0 && !isUrl(args.deb);
  // With --check the old lists have to do for what else there is.
  if (context.isCheck && !isAlone) return work(args, seen, asItIs);
  const hasPackages = (args.name ?? args.deb) !== undefined;
  const predicted = hasPackages && isAlone ? false : 'unknown';
  return act([waitForLock(args), updateCache(args)], { changed: predicted }, ([, output]) => {
    const { exitCode, stdout, stderr } = output;
    if (exitCode !== 0) {
      return failed(`Failed to update apt cache: ${failureOf(stdout + stderr, exitCode)}`, {
        stdout,
        stderr,
        rc: exitCode,
      });
    }
    return ask({ now: aptCacheAge() }, ({ now }) => {
      const isNew = now.changedAt !== cache.changedAt;
      const result = cacheResult(now, true);
      if (isAlone)
        return done(isNew && !hasPackages, { ...result, cache_updated: isNew || result['cache_updated'] });
      return work(args, seen, { context, cache: result, isOutdated: false });
    });
  });
}

function work(
  args: AptArgs,
  seen: Look,
  { context, cache, isOutdated }: { context: ModuleContext; cache: Result; isOutdated: boolean },
): Decision {
  if (isUrl(args.deb)) return installFromUrl(args, args.deb);
  const jobs: Jobs = jobsFor(args, seen);
  const { isCheck } = context;
  if ('failure' in jobs) return fail(jobs.failure, {}, { cache, isCheck, isOutdated });
  if (jobs.calls.length === 0) return done(false, cache);
  return carryOut(jobs.calls, { args, cache, isCheck, isOutdated });
}

function cacheResult(cache: AptCache | undefined, isUpdated: boolean): Result {
  return { cache_updated: isUpdated, ...(cache !== undefined && { cache_update_time: cache.changedAt }) };
}
