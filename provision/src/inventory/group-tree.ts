/** A group as it was written, perhaps in several places. */
export interface WrittenGroup {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly children: readonly string[];
}

/** Groups, and who belongs to what. */
export interface GroupTree {
  /** Names of hosts by group, `all` first, `ungrouped` second; hosts in the order of the inventory. */
  readonly members: ReadonlyMap<string, readonly string[]>;
  /** The groups of a host: the deepest first, groups of one depth by name, `all` last. */
  readonly groupsOf: (host: string) => readonly string[];
}

/** Works out memberships. `hosts` are all of them, in order; the groups have no cycle (see `findCycle`). */
export function growGroups(hosts: readonly string[], groups: readonly WrittenGroup[]): GroupTree {
  const named = groups.filter(({ name }) => name !== 'all' && name !== 'ungrouped');
  const byName = new Map(named.map((group) => [group.name, group]));
  const membersOf = (group: WrittenGroup): ReadonlySet<string> =>
    new Set([
      ...group.hosts,
      ...group.children.flatMap((child) => {
        const below = byName.get(child);
        return below ? [...membersOf(below)] : [];
      }),
    ]);
  const memberSets = new Map(named.map((group) => [group.name, membersOf(group)]));
  const isGrouped = (host: string) => [...memberSets.values()].some((members) => members.has(host));
  const depths = depthsOf(named);
  const members = new Map<string, readonly string[]>([
    ['all', hosts],
    ['ungrouped', hosts.filter((host) => !isGrouped(host))],
  ]);
  for (const [name, set] of memberSets)
    members.set(
      name,
      hosts.filter((host) => set.has(host)),
    );
  return {
    members,
    groupsOf: (host) => {
      const own = named.map(({ name }) => name).filter((name) => memberSets.get(name)?.has(host));
      const sorted = own.sort((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0) || (a < b ? 1 : -1));
      return [...sorted, ...(own.length === 0 ? ['ungrouped'] : []), 'all'];
    },
  };
}

/** Names of groups that go round in a circle, or undefined. */
export function findCycle(groups: readonly WrittenGroup[]): readonly string[] | undefined {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const sound = new Set<string>();
  const walk = (name: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(name)) return [...above.slice(above.indexOf(name)), name];
    if (sound.has(name)) return undefined;
    for (const child of byName.get(name)?.children ?? []) {
      const cycle = walk(child, [...above, name]);
      if (cycle) return cycle;
    }
    sound.add(name);
    return undefined;
  };
  for (const { name } of groups) {
    const cycle = walk(name, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** How far below `all` each group lies, by its longest way down. */
function depthsOf(groups: readonly WrittenGroup[]): ReadonlyMap<string, number> {
  const parents = new Map<string, string[]>(groups.map(({ name }) => [name, []]));
  for (const { name, children } of groups) for (const child of children) parents.get(child)?.push(name);
  const depths = new Map<string, number>();
  const depthOf = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    const depth = 1 + Math.max(0, ...(parents.get(name) ?? []).map(depthOf));
    depths.set(name, depth);
    return depth;
  };
  for (const { name } of groups) depthOf(name);
  return depths;
}
