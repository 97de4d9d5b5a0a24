import type { NameUse } from '../expression/name-use.ts';
import { descend } from '../expression/scope.ts';
import { FACT_NAMES } from '../facts/system/fact-names.ts';
import { nearest, suggest } from '../source/nearest.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';

/** A path into lab.yml that leads to nothing; undefined for one that leads somewhere. */
export function unknownLabValue(
  { name, keys, place }: NameUse,
  lab: Readonly<Record<string, unknown>>,
): Problem | undefined {
  const found = descend(lab, [name, ...keys]);
  if (found.isFound) return undefined;
  const path = [name, ...keys].join('.');
  const message = `lab.yml has no \`${path}\`: there is no \`${found.missing}\``;
  return problem('undefined-name', message, place, suggest(found.missing, found.known));
}

/**
 * A slip in the name of a fact. Undefined for a name that is no slip: a network interface has facts under its own name.
 */
export function unknownFact({ keys: [fact], place }: NameUse): Problem | undefined {
  if (fact === undefined || FACT_NAMES.includes(fact)) return undefined;
  const meant = nearest(fact, FACT_NAMES);
  if (meant === undefined) return undefined;
  return problem(
    'undefined-name',
    `no machine has a fact \`${fact}\``,
    place,
    `did you mean \`facts.${meant}\`?`,
  );
}

/** A name that nothing defines where it is used. `later` is where something defines it afterwards. */
export function unknownName(
  { name, place }: NameUse,
  known: Iterable<string>,
  later: Place | undefined,
): Problem {
  const hint = hintFor(name) ?? suggestion(name, known);
  if (later && hintFor(name) === undefined) {
    const { line } = later.position;
    return problem('undefined-name', `\`${name}\` is only defined later, at ${later.file}:${line}`, place);
  }
  return problem('undefined-name', `nothing defines \`${name}\``, place, hint);
}

function suggestion(name: string, known: Iterable<string>): string | undefined {
  const hint = suggest(name, known);
  return hint?.startsWith('did') === true ? hint : undefined;
}

/** What names of Ansible are called here. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ansible_facts: '`facts`, e.g. `facts.distribution`',
  ansible_check_mode: '`check_mode`',
  ansible_play_hosts: '`play_hosts`',
  ansible_play_batch: '`play_hosts`',
  ansible_loop: '`ansible_loop` needs `loop_control: { extended: true }`',
  inventory_hostname_short: '`inventory_hostname`',
  group_names: "cel 'inventory_hostname in groups.NAME'",
  omit: 'leave the argument away, or make two tasks with `when`',
  playbook_dir: 'paths are relative to the file that they stand in',
  role_path: 'paths are relative to the file that they stand in',
  item: '`item` is there in a task with `loop`',
  facts: 'facts are gathered with `gather_facts: true`, or by a task `setup:`',
};

function hintFor(name: string): string | undefined {
  if (Object.hasOwn(OTHER_NAMES, name)) return OTHER_NAMES[name];
  if (/^ansible_(host|port|user|connection|ssh_\w+|become_\w+|password)$/.test(name)) {
    return 'how a machine is reached is not a variable: give it another name in the inventory too';
  }
  return name.startsWith('ansible_') ? `facts.${name.slice('ansible_'.length)}` : undefined;
}
