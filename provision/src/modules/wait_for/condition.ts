import { connectionsNow, type ConnectionsNow } from '../../facts/connections-now.ts';
import { pathNow, type PathNow } from '../../facts/path-now.ts';
import { portNow, type PortNow } from '../../facts/port-now.ts';
import type { MachineFact } from '../fact.ts';
import { pythonPattern } from '../python-pattern.ts';
import type { WaitForArgs } from './arguments.ts';

/** What was found in a file, or in what a port said. */
export interface Match {
  readonly groups: readonly (string | null)[];
  readonly named: Readonly<Record<string, string | null>>;
}

/** What is looked at again and again. */
export interface Condition<Value = unknown> {
  readonly fact: MachineFact<Value>;
  readonly missing: (answer: Value) => string | undefined;
  /** Of a good answer. */
  readonly matchOf: (answer: Value) => Match | undefined;
}

/** The condition of the arguments; undefined where they have neither a port nor a path. */
export function conditionOf(args: WaitForArgs): Condition | undefined {
  if (args.path !== undefined) return pathCondition(args.path, args) as Condition;
  if (args.port === undefined) return undefined;
  if (args.state === 'drained') return drainedCondition(args.port, args) as Condition;
  return portCondition(args.port, args) as Condition;
}

function pathCondition(path: string, args: WaitForArgs): Condition<PathNow> {
  const search = searchOf(args);
  const isWanted = isThereWanted(args);
  return {
    fact: pathNow(path, { isRead: isWanted && search !== undefined }),
    missing: ({ isThere, content }) => {
      if (!isWanted) return isThere ? `${path} is still there` : undefined;
      if (!isThere) return `${path} is not there`;
      return search && !search(content ?? '') ? `${args.search_regex} is not found in ${path}` : undefined;
    },
    matchOf: ({ content }) => search?.(content ?? ''),
  };
}

function portCondition(port: number, args: WaitForArgs): Condition<PortNow> {
  const search = searchOf(args);
  const isWanted = isThereWanted(args);
  const name = `${args.host}:${port}`;
  return {
    fact: portNow({
      host: args.host,
      port,
      connectTimeoutSeconds: args.connect_timeout,
      isRead: isWanted && search !== undefined,
    }),
    missing: ({ isOpen, refusal, said }) => {
      if (!isWanted) return isOpen ? `${name} still takes connections` : undefined;
      if (!isOpen) return `${name} takes no connection (${refusal || 'no answer'})`;
      return search && !search(said) ? `${args.search_regex} is not found in what ${name} says` : undefined;
    },
    matchOf: ({ said }) => search?.(said),
  };
}

function drainedCondition(port: number, args: WaitForArgs): Condition<ConnectionsNow> {
  const { host, exclude_hosts: excluded = [], active_connection_states: states } = args;
  const isAnyHost = host === '0.0.0.0' || host === '::';
  return {
    fact: connectionsNow({ host, excluded }),
    missing: ({ connections, hostAddresses, excludedAddresses }) => {
      const left = connections.filter(
        (each) =>
          each.localPort === port &&
          states.includes(each.state) &&
          (isAnyHost || hostAddresses.includes(each.localAddress)) &&
          !excludedAddresses.includes(each.remoteAddress),
      );
      const remotes = [...new Set(left.map(({ remoteAddress }) => remoteAddress))].join(', ');
      return left.length > 0
        ? `${host}:${port} still has ${left.length} connections (${remotes})`
        : undefined;
    },
    matchOf: () => undefined,
  };
}

function isThereWanted({ state }: WaitForArgs): boolean {
  return state === 'started' || state === 'present';
}

function searchOf({ search_regex: text }: WaitForArgs): ((where: string) => Match | undefined) | undefined {
  if (text === undefined) return undefined;
  const pattern = pythonPattern(text, 'm');
  return (where) => {
    const found = pattern.exec(where);
    if (!found) return undefined;
    const named = Object.entries(found.groups ?? {}).map(([name, value]) => [name, value ?? null] as const);
    return { groups: found.slice(1).map((group) => group ?? null), named: Object.fromEntries(named) };
  };
}
