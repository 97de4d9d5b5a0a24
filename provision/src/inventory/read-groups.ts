import { problemAt, problemAtKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { kindOf } from '../source/issue-text.ts';
import type { Problem } from '../source/problem.ts';
import { checkSchema } from '../source/schema-problems.ts';
import { findCycle } from './group-tree.ts';
import type { WrittenGroup } from './group-tree.ts';
import { expandRange } from './host-range.ts';
import { InventoryFile } from './schema.ts';

/** What an inventory file holds, its variables still as they stand there. */
export interface WrittenInventory {
  /** In the order of the file. */
  readonly hosts: readonly string[];
  readonly groups: readonly WrittenGroup[];
  /** Where variables of a host or group stand in the file. */
  readonly hostVariables: readonly WrittenVariables[];
  readonly groupVariables: readonly WrittenVariables[];
}

/** Variables of a host or a group. */
export interface WrittenVariables {
  readonly name: string;
  readonly path: Path;
}

/** Reads the groups and hosts of an inventory file. With problems, what could be read, so that more of them are found. */
export function readGroups(source: Sourced): {
  written: WrittenInventory;
  problems: readonly Problem[];
} {
  const checked = checkSchema(InventoryFile, source);
  const collector = new GroupCollector(source);
  for (const [name, group] of entriesOf(source.value)) collector.read(name, group, [name]);
  const { written, problems } = collector;
  const cycle = findCycle(written.groups);
  const message = `the groups go round in a circle: ${cycle?.join(' → ')}`;
  const circular = cycle ? [problemAt(source, [cycle[0] ?? ''], 'inventory-format', message)] : [];
  return { written, problems: [...checked.problems, ...problems, ...circular] };
}

/** The entries of a map; what is none has been found by the schema. */
function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return kindOf(value) === 'a map' ? Object.entries(value as object) : [];
}

/** Walks the nested groups once; a group or host may stand in several places. */
class GroupCollector {
  readonly problems: Problem[] = [];
  readonly #source: Sourced;
  readonly #hosts = new Set<string>();
  readonly #groups = new Map<string, { hosts: Set<string>; children: Set<string> }>();
  readonly #hostVariables: WrittenVariables[] = [];
  readonly #groupVariables: WrittenVariables[] = [];

  constructor(source: Sourced) {
    this.#source = source;
  }

  get written(): WrittenInventory {
    return {
      hosts: [...this.#hosts],
      groups: Array.from(this.#groups, ([name, { hosts, children }]) => ({
        name,
        hosts: [...hosts],
        children: [...children],
      })),
      hostVariables: this.#hostVariables,
      groupVariables: this.#groupVariables,
    };
  }

  read(name: string, group: unknown, path: Path): void {
    const { hosts, children, vars } = Object.fromEntries(entriesOf(group));
    const known = this.#groups.get(name) ?? { hosts: new Set<string>(), children: new Set<string>() };
    this.#groups.set(name, known);
    if (entriesOf(vars).length > 0) this.#groupVariables.push({ name, path: [...path, 'vars'] });
    for (const [key, variables] of entriesOf(hosts)) {
      for (const host of this.#namesOf(key, [...path, 'hosts', key])) {
        this.#hosts.add(host);
        known.hosts.add(host);
        if (entriesOf(variables).length > 0)
          this.#hostVariables.push({ name: host, path: [...path, 'hosts', key] });
      }
    }
    for (const [child, below] of entriesOf(children)) {
      known.children.add(child);
      this.read(child, below, [...path, 'children', child]);
    }
  }

  #namesOf(key: string, path: Path): readonly string[] {
    const expanded = expandRange(key);
    if ('names' in expanded && expanded.names.every((name) => /^[\w.-]+$/.test(name))) return expanded.names;
    const { mistake, hint } =
      'mistake' in expanded
        ? expanded
        : {
            mistake: `\`${key}\` is no name of a host`,
            hint: 'letters, digits, `-`, `_` and `.`; a port goes into ansible_port',
          };
    this.problems.push(problemAtKey(this.#source, path, 'bad-range', mistake, hint));
    return [];
  }
}
