import { suggest } from '../source/nearest.ts';
import { LOCALHOST } from './find-host.ts';
import type { Host, Inventory } from './inventory.ts';

/** Something that is wrong with a pattern; whoever knows where it stands makes a Problem of it. */
export interface PatternMistake {
  readonly code: 'bad-pattern' | 'unknown-host';
  readonly message: string;
  readonly hint: string | undefined;
}

/** The hosts of a pattern, each once, in the order of its parts; with mistakes, those of the parts that are right. */
export interface MatchedHosts {
  readonly hosts: readonly Host[];
  readonly mistakes: readonly PatternMistake[];
}

/**
 * The hosts that a pattern means. Parts are separated by `,` or `:`: a host, a group, `all` or `*`, a glob (`node*`),
 * `~` and a regular expression, each with an index behind it (`nodes[0]`, `nodes[-1]`, `nodes[0:1]`, both ends
 * included); `&part` keeps what is in it too, `!part` takes away, whatever their order. `localhost` is this machine
 * where the inventory has no host of that name. A part that names nothing is a mistake; a group without hosts is none.
 */
export function matchHosts(pattern: string, inventory: Inventory): MatchedHosts {
  const parts = splitPattern(pattern);
  const mistakes: PatternMistake[] = [];
  const hostsOf = (part: string): readonly Host[] => {
    const matched = matchPart(part, inventory);
    if (Array.isArray(matched)) return matched as readonly Host[];
    mistakes.push(matched as PatternMistake);
    return [];
  };
  if (parts.length === 0) {
    mistakes.push({ code: 'bad-pattern', message: 'the pattern is empty', hint: 'every host is `all`' });
  }
  const included = parts.filter((part) => !/^[!&]/.test(part));
  const first = included.length === 0 && parts.length > 0 ? inventory.hosts : included.flatMap(hostsOf);
  let hosts = [...new Set(first)];
  for (const part of parts.filter((each) => each.startsWith('&'))) {
    const kept = new Set(hostsOf(part.slice(1)));
    hosts = hosts.filter((host) => kept.has(host));
  }
  for (const part of parts.filter((each) => each.startsWith('!'))) {
    const gone = new Set(hostsOf(part.slice(1)));
    hosts = hosts.filter((host) => !gone.has(host));
  }
  return { hosts, mistakes };
}

/** The parts of a pattern: separated by commas where there is one, else by colons outside brackets. */
function splitPattern(pattern: string): readonly string[] {
  const separator = pattern.includes(',') ? /,/ : /:(?![^[\]]*\])/;
  return pattern
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function matchPart(part: string, inventory: Inventory): readonly Host[] | PatternMistake {
  const indexed = part.startsWith('~') ? null : /^(.+?)\[(-?\d+)?(:(-?\d+)?)?\]$/.exec(part);
  if (!indexed?.[1]) return matchName(part, inventory);
  const hosts = matchName(indexed[1], inventory);
  if (!Array.isArray(hosts)) return hosts;
  const [, , from, range, to] = indexed;
  if (from === undefined && range === undefined)
    return badPattern(`\`${part}\` lacks the index between [ and ]`);
  const at = (index: string) => (index.startsWith('-') ? hosts.length + Number(index) : Number(index));
  const start = from === undefined ? 0 : at(from);
  const end = range === undefined ? start : to === undefined ? hosts.length - 1 : at(to);
  return (hosts as readonly Host[]).filter((_host, index) => index >= start && index <= end);
}

function matchName(name: string, inventory: Inventory): readonly Host[] | PatternMistake {
  if (name === 'all' || name === '*') return inventory.hosts;
  const byName = new Map(inventory.hosts.map((host) => [host.name, host]));
  const exact = byName.get(name);
  if (exact) return [exact];
  const ofGroup = (group: string) =>
    (inventory.groups.get(group) ?? []).flatMap((each) => byName.get(each) ?? []);
  if (inventory.groups.has(name)) return ofGroup(name);
  if (name === LOCALHOST.name) return [LOCALHOST];
  const test = name.startsWith('~')
    ? readRegExp(name.slice(1))
    : /[*?[]/.test(name)
      ? readGlob(name)
      : undefined;
  if (!test) return unknown(name, inventory);
  if ('code' in test) return test;
  const groups = [...inventory.groups.keys()].filter((group) => test.test(group)).flatMap(ofGroup);
  const found = inventory.hosts.filter((host) => test.test(host.name) || groups.includes(host));
  return found.length > 0 ? found : unknown(name, inventory);
}

/** As Ansible does: from the beginning of the name on, not to its end. */
function readRegExp(source: string): RegExp | PatternMistake {
  try {
    return new RegExp(`^(?:${source})`, 'u');
  } catch (error) {
    return badPattern(`\`~${source}\` is no regular expression: ${(error as Error).message}`);
  }
}

function readGlob(glob: string): RegExp {
  const source = glob.replace(/\[!?[^\]]+\]|[\\^$.*+?()[\]{}|]/g, (token) => {
    if (token === '*') return '.*';
    if (token === '?') return '.';
    return token.length > 1 ? token.replace(/^\[!/, '[^').replaceAll('\\', '\\\\') : `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

function badPattern(message: string): PatternMistake {
  return { code: 'bad-pattern', message, hint: undefined };
}

function unknown(name: string, inventory: Inventory): PatternMistake {
  const why = inventory.absent?.get(name);
  if (why !== undefined)
    return { code: 'unknown-host', message: `\`${name}\` ${why.message}`, hint: why.hint };
  const known = [...new Set([...inventory.groups.keys(), ...inventory.hosts.map((host) => host.name)])];
  return {
    code: 'unknown-host',
    message: `no host or group of the inventory is \`${name}\``,
    hint: suggest(name, [...known, ...(inventory.absent?.keys() ?? [])]),
  };
}
