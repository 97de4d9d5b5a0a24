import type { SystemFacts } from '../../facts/system/subsets.ts';

type Group = keyof SystemFacts;

const GROUPS: readonly Group[] = ['min', 'hardware', 'network', 'virtual'];

/** Ansible's finer subsets, with the facts that they stand for where those do not begin with the same name. */
const FINER: Readonly<Record<string, RegExp>> = {
  ...byName(['mounts', 'devices', 'device_links', 'processor', 'loadavg', 'uptime', 'bios', 'board']),
  ...byName(['interfaces', 'all_ipv4_addresses', 'all_ipv6_addresses', 'default_ipv4', 'default_ipv6']),
  ...byName(['virtualization_type', 'virtualization_role']),
  ...byName(['apparmor', 'architecture', 'cmdline', 'date_time', 'distribution', 'dns', 'env', 'fips']),
  ...byName(['kernel', 'local', 'lsb', 'machine', 'machine_id', 'pkg_mgr', 'selinux', 'service_mgr', 'user']),
  chroot: /^is_chroot$/,
  memory: /^(mem|swap|memory)/,
  platform: /^(system|kernel|machine|architecture|userspace|hostname|nodename|fqdn|domain)/,
  ssh_pub_keys: /^ssh_host_key_/,
};

/** Whether a name, with or without `!`, is a subset. */
export function isKnownSubset(subset: string): boolean {
  const name = subset.replace(/^!/, '');
  return name === 'all' || GROUPS.some((group) => group === name) || Object.hasOwn(FINER, name);
}

/**
 * The facts that `gather_subset` asks for. The minimum is there unless `!min` is; names with `!` win over names without;
 * where only such names stand, they are taken from everything.
 */
export function selectFacts(
  facts: SystemFacts,
  subsets: readonly string[],
): Readonly<Record<string, unknown>> {
  const without = subsets.filter((each) => each.startsWith('!')).map((each) => each.slice(1));
  const named = subsets.filter((each) => !each.startsWith('!'));
  const wanted = named.length === 0 && !without.includes('all') ? ['all'] : named;
  const entries = GROUPS.flatMap((group) =>
    Object.entries(facts[group]).filter(([name]) => {
      if (without.some((subset) => subset === group || FINER[subset]?.test(name) === true)) return false;
      if (group === 'min' || wanted.some((subset) => subset === group || FINER[subset]?.test(name) === true))
        return true;
      return wanted.includes('all') && !without.includes('all');
    }),
  );
  return Object.fromEntries(entries);
}

function byName(names: readonly string[]): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(names.map((name) => [name, new RegExp(`^${name}`)]));
}
