import type { AptArgs } from './arguments.ts';

/** Words of `apt-get` for what a task wants, without `apt-get` itself; simulated with the same words. */
export function aptGetWords(
  args: AptArgs,
  verb: string,
  packages: readonly string[] = [],
): readonly string[] {
  return [
    '-q',
    '-y',
    ...optionsOf(args),
    verb,
    ...flagsOf(args, verb),
    ...(packages.length === 0 ? [] : ['--', ...packages]),
  ];
}

function optionsOf(args: AptArgs): readonly string[] {
  const dpkg = args.dpkg_options.split(',').map((option) => option.trim());
  return [
    ...dpkg.filter((option) => option !== '').flatMap((option) => ['-o', `Dpkg::Options::=--${option}`]),
    '-o',
    `DPkg::Lock::Timeout=${args.lock_timeout}`,
  ];
}

const CHANGING = new Set(['install', 'remove', 'upgrade', 'dist-upgrade', 'build-dep']);

function flagsOf(args: AptArgs, verb: string): readonly string[] {
  const isInstalling = ['install', 'build-dep', 'upgrade', 'dist-upgrade'].includes(verb);
  const when = (condition: boolean, ...flags: readonly string[]): readonly string[] =>
    condition ? flags : [];
  return [
    ...when(isInstalling && args.default_release !== undefined, '-t', args.default_release ?? ''),
    ...when(isInstalling && args.install_recommends === true, '--install-recommends'),
    ...when(isInstalling && args.install_recommends === false, '--no-install-recommends'),
    ...when(verb === 'install' && args.only_upgrade, '--only-upgrade'),
    ...when(verb === 'install' && args.state === 'fixed', '--fix-broken'),
    ...when(verb === 'upgrade', '--with-new-pkgs'),
    ...when(args.allow_downgrade || args.force, '--allow-downgrades'),
    ...when(args.allow_change_held_packages || args.force, '--allow-change-held-packages'),
    ...when(args.allow_unauthenticated || args.force, '--allow-unauthenticated'),
    ...when(args.force, '--allow-remove-essential'),
    ...when(
      args.purge && ['remove', 'autoremove', 'install', 'upgrade', 'dist-upgrade'].includes(verb),
      '--purge',
    ),
    ...when(args.autoremove && CHANGING.has(verb), '--auto-remove'),
    ...when(args.fail_on_autoremove && isInstalling, '--no-remove'),
  ];
}
