import { dpkgLockHolder } from '../../facts/dpkg-lock.ts';
import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { PollAction, ShellAction } from '../action.ts';
import type { AptArgs } from './arguments.ts';

const MS_PER_SECOND = 1000;

/** Nothing is asked of a person, and messages are the ones that we read. */
const ENVIRONMENT = { DEBIAN_FRONTEND: 'noninteractive', DEBIAN_PRIORITY: 'critical', LC_ALL: 'C.UTF-8' };

/** Waits while another program uses apt or dpkg, and says which. apt-get itself waits again, should one be faster. */
export function waitForLock(args: AptArgs): PollAction<string | undefined> {
  return {
    kind: 'poll',
    fact: dpkgLockHolder(),
    missing: (holder) => (holder === undefined ? undefined : `the lock of dpkg is held by ${holder}`),
    intervalMs: MS_PER_SECOND,
    timeoutMs: args.lock_timeout * MS_PER_SECOND,
  };
}

/** Runs apt-get with words. */
export function aptGet(args: AptArgs, words: readonly string[]): ShellAction {
  const command = sh`apt-get ${words}`;
  return {
    kind: 'shell',
    command: args.policy_rc_d === undefined ? command : withPolicy(args.policy_rc_d, command),
    environment: ENVIRONMENT,
    programs: ['apt-get'],
  };
}

/** Asks the servers for new lists, again and again with a growing pause. A list that cannot be had is a failure. */
export function updateCache(args: AptArgs): ShellAction {
  const command = lines([
    sh`delay=1; try=0`,
    sh`until apt-get -q -y -o APT::Update::Error-Mode=any -o DPkg::Lock::Timeout=${args.lock_timeout} update; do`,
    sh`status=$?; try=$((try + 1))`,
    sh`if [ "$try" -ge ${Math.max(1, args.update_cache_retries)} ]; then exit "$status"; fi`,
    sh`delay=$((delay * 2)); if [ "$delay" -gt ${args.update_cache_retry_max_delay} ]; then delay=${args.update_cache_retry_max_delay}; fi`,
    sh`sleep "$delay"`,
    sh`done`,
  ]);
  return { kind: 'shell', command, environment: ENVIRONMENT, programs: ['apt-get'] };
}

/** The policy that was there comes back, whatever happens. */
function withPolicy(exitCode: number, command: Command): Command {
  return lines([
    sh`policy=/usr/sbin/policy-rc.d; saved=`,
    sh`if [ -e "$policy" ]; then saved=$(mktemp -d /usr/sbin/.policy-rc.d.XXXXXX) && mv -- "$policy" "$saved/" || exit; fi`,
    sh`restore() { rm -f -- "$policy"; if [ -n "$saved" ]; then mv -- "$saved/policy-rc.d" "$policy"; rmdir -- "$saved"; fi; }`,
    sh`trap restore EXIT; trap 'exit 143' TERM; trap 'exit 130' INT`,
    sh`printf '#!/bin/sh\nexit %s\n' ${exitCode} >"$policy" && chmod 0755 "$policy" || exit`,
    command,
  ]);
}
