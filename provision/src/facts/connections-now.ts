import { SocketAddress } from 'node:net';

import { about, type FactFamily, type MachineFact } from '../modules/fact.ts';
import { type Command, lines, sh } from '../shell/command.ts';
import { nulRows } from './nul-fields.ts';

/** States of a TCP connection, by the number that the kernel gives them. */
const STATES: Readonly<Record<string, string>> = {
  '01': 'ESTABLISHED',
  '02': 'SYN_SENT',
  '03': 'SYN_RECV',
  '04': 'FIN_WAIT1',
  '05': 'FIN_WAIT2',
  '06': 'TIME_WAIT',
};

/** A TCP connection of the machine that is not closed. */
export interface Connected {
  readonly state: string;
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
}

interface Names {
  readonly host: string;
  readonly excluded: readonly string[];
}

/** The connections of the machine, and the addresses that the names have there. */
export interface ConnectionsNow {
  readonly connections: readonly Connected[];
  readonly hostAddresses: readonly string[];
  readonly excludedAddresses: readonly string[];
}

const NAME = 'connections-now';
const FIELDS_A_KEY = 3;

const CONNECTIONS_NOW: FactFamily<Names, ConnectionsNow> = {
  name: NAME,
  programs: ['getent'],
  steadiness: 'fresh',
  script: (keys) => lines(keys.map(look)),
  parse: (stdout, keys) =>
    nulRows(stdout, { family: NAME, rows: keys.length, width: FIELDS_A_KEY }).map(
      ([table = '', host = '', excluded = '']) => ({
        connections: table.split('\n').flatMap(readRow),
        hostAddresses: addressesIn(host),
        excludedAddresses: addressesIn(excluded),
      }),
    ),
};

/** The open connections of the machine, with what some host names mean there. */
export function connectionsNow(names: Names): MachineFact<ConnectionsNow> {
  return about(CONNECTIONS_NOW, names);
}

function look({ host, excluded }: Names): Command {
  return sh`cat /proc/net/tcp /proc/net/tcp6 2>/dev/null; printf '\\0'
getent ahosts ${host}; printf '\\0'
${lines(excluded.map((name) => sh`getent ahosts ${name}`))}
printf '\\0'`;
}

/** The first word of each line of `getent ahosts`, each once. */
function addressesIn(text: string): readonly string[] {
  const addresses = text.split('\n').flatMap((line) => line.split(/\s/)[0] || []);
  return [...new Set(addresses.map(plainAddress))];
}

/** `0: 0100007F:0016 00000000:0000 01 …`: addresses are 32-bit words in the machine's byte order, lowest byte first. */
function readRow(line: string): readonly Connected[] {
  const [, local, remote, code = ''] = line.trim().split(/\s+/);
  const state = STATES[code];
  if (state === undefined || local === undefined || remote === undefined) return [];
  const [localHex = '', port = ''] = local.split(':');
  const remoteAddress = addressOf(remote.split(':')[0] ?? '');
  return [{ state, localAddress: addressOf(localHex), localPort: Number.parseInt(port, 16), remoteAddress }];
}

function addressOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) =>
    (word.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).reverse(),
  );
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  return plainAddress(groups.join(':'));
}

/** One way of writing for each address; an IPv4 address in IPv6's clothes is that IPv4 address. */
function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  const short = new SocketAddress({ address, family: 'ipv6' }).address;
  const [, mapped] = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(short) ?? [];
  return mapped ?? short;
}
