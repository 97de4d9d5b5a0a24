import { z } from 'zod';

import { Flag, TextList, WholeNumber, whenSound } from '../argument.ts';

const Upgrade = z
  .union([z.boolean(), z.string()], 'expected no, yes, safe, full or dist')
  .transform((value) => ({ true: 'yes', false: 'no' })[String(value)] ?? String(value))
  .pipe(z.enum(['no', 'yes', 'safe', 'full', 'dist']));

/** Arguments of apt. */
export const AptArgs = z
  .strictObject({
    name: TextList.optional().describe(
      'Packages: `nginx`, `nginx=1.2*`, `nginx>=1.18`, `libc6:i386`, `php8*`, a virtual package, or the path of a .deb file on the machine.',
    ),
    deb: z.string().optional().describe('The path of a .deb file on the machine, or its URL.'),
    state: z
      .enum(['present', 'absent', 'latest', 'build-dep', 'fixed'])
      .default('present')
      .describe('build-dep: what the packages need to be built; fixed: what is half done is completed.'),
    update_cache: Flag.optional().describe('Asks the servers for new lists of packages first.'),
    cache_valid_time: WholeNumber.default(0).describe(
      'Seconds for which lists count as new: `update_cache` does nothing then. Implies `update_cache`.',
    ),
    update_cache_retries: WholeNumber.default(5).describe('How often that is tried again.'),
    update_cache_retry_max_delay: WholeNumber.default(12).describe(
      'Seconds to wait between tries at most; the wait doubles each time.',
    ),
    upgrade: Upgrade.default('no').describe(
      'yes, safe: upgrades everything that needs no removal; full, dist: also where packages must go.',
    ),
    default_release: z
      .string()
      .optional()
      .describe('The release that packages are taken from, e.g. bookworm-backports.'),
    install_recommends: Flag.optional().describe(
      'Whether recommended packages come too. Default: as apt is set up.',
    ),
    only_upgrade: Flag.default(false).describe('Leaves alone what is not installed.'),
    allow_downgrade: Flag.default(false).describe('Allows that a package becomes older.'),
    allow_change_held_packages: Flag.default(false).describe('Allows changes of packages on hold.'),
    allow_unauthenticated: Flag.default(false).describe('Allows packages whose signature cannot be checked.'),
    force: Flag.default(false).describe('Allows all of that, and the removal of essential packages.'),
    force_apt_get: Flag.default(false).describe('Uses apt-get, which is what this module always does.'),
    purge: Flag.default(false).describe('Removes configuration files too.'),
    autoremove: Flag.default(false).describe(
      'Removes packages that came along with others and are needed no more.',
    ),
    fail_on_autoremove: Flag.default(false).describe('Fails where something would have to be removed.'),
    autoclean: Flag.default(false).describe('Removes downloaded packages that no server has any more.'),
    clean: Flag.default(false).describe('Removes all downloaded packages.'),
    dpkg_options: z
      .string()
      .default('force-confdef,force-confold')
      .describe('Options for dpkg, with commas between, without `--`.'),
    lock_timeout: WholeNumber.default(60).describe(
      'Seconds to wait for another program that uses apt or dpkg.',
    ),
    policy_rc_d: WholeNumber.optional().describe(
      'The exit code that /usr/sbin/policy-rc.d gives meanwhile; 101 keeps services from being started.',
    ),
    auto_install_module_deps: Flag.default(true).describe(
      'Taken for Ansible’s sake: nothing is needed on the machine.',
    ),
  })
  .refine(
    (args) => args.deb === undefined || args.name === undefined,
    whenSound('expected `name` or `deb`, not both'),
  )
  .refine(
    (args) => args.upgrade === 'no' || args.deb === undefined,
    whenSound('expected `upgrade` or `deb`, not both'),
  )
  .refine(
    (args) => args.state !== 'latest' || (args.name ?? []).every((name) => !name.includes('=')),
    whenSound('a version cannot be named together with state latest'),
  );
export type AptArgs = z.infer<typeof AptArgs>;
