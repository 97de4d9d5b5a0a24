import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Host } from '../../inventory/inventory.ts';
import type { Connection, Identity } from '../connection.ts';
import { createKnownHosts } from '../known-hosts.ts';
import { openConnection } from '../open-connection.ts';
import { startSshServer } from './ssh-server.ts';
import type { Faults, TestSshServer } from './ssh-server.ts';

/** The user of the test. */
export const ME: Identity = { becomeUser: undefined, becomePassword: undefined };

/** A machine of a test: an SSH server in this process, a key, known hosts, and a connection to it. */
export interface TestMachine extends AsyncDisposable {
  readonly server: TestSshServer;
  readonly host: Host;
  /** What was noted about host keys. */
  readonly notes: readonly string[];
  /** A folder that goes with the machine. */
  readonly folder: string;
  readonly connection: Connection;
  /** Another connection to it; `host` overrides fields of the machine. */
  connect(host?: Partial<Host>): Connection;
}

/**
 * Starts one. `sudo` is a stand-in on the PATH of its commands: it runs what it is given as the same user, and asks for
 * `sudoPassword` where there is one.
 */
export async function startMachine(
  options: {
    readonly faults?: Faults;
    readonly sudo?: string;
    readonly connectTimeoutMs?: number;
    /** @default lock in the machine's folder */
    readonly lockFile?: string;
  } = {},
): Promise<TestMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-transport-'));
  await writeFile(join(folder, 'sudo'), options.sudo ?? FREE_SUDO);
  await chmod(join(folder, 'sudo'), 0o700);
  const server = await startSshServer({
    ...(options.faults && { faults: options.faults }),
    environment: { ...process.env, PATH: `${folder}:${process.env['PATH']}`, TMPDIR: folder },
  });
  const keyFile = join(folder, 'key');
  await writeFile(keyFile, server.privateKey, { mode: 0o600 });
  const notes: string[] = [];
  const host: Host = {
    name: 'node1',
    address: {
      kind: 'ssh',
      host: '127.0.0.1',
      port: server.port,
      user: 'vagrant',
      privateKeyFile: keyFile,
      proxyJump: undefined,
    },
    machineId: 'id-1',
    groups: ['all'],
  };
  const knownHosts = createKnownHosts({
    file: join(folder, 'known_hosts'),
    onNote: (_machine, text) => notes.push(text),
  });
  const connections: Connection[] = [];
  const connect = (overrides: Partial<Host> = {}): Connection => {
    const connection = openConnection(
      { ...host, ...overrides },
      {
        knownHosts,
        environment: {},
        graceSeconds: 1,
        lockFile: options.lockFile ?? join(folder, 'lock'),
        ...(options.connectTimeoutMs !== undefined && { connectTimeoutMs: options.connectTimeoutMs }),
        sleep: () => Promise.resolve(),
      },
    );
    connections.push(connection);
    return connection;
  };
  return {
    server,
    host,
    notes,
    folder,
    connection: connect(),
    connect,
    [Symbol.asyncDispose]: async () => {
      for (const connection of connections) await connection[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What our own calls of sudo begin with is dropped: -n -H -u USER. */
const FREE_SUDO = `#!/bin/sh
while getopts nSHp:u: option; do :; done
shift $((OPTIND - 1))
exec "$@"
`;

/** Lectures, asks for the password up to three times, as sudo does. */
export const ASKING_SUDO = `#!/bin/sh
prompt=
is_quiet=
while getopts nSHp:u: option; do
  case $option in p) prompt=$OPTARG ;; n) is_quiet=1 ;; *) ;; esac
done
shift $((OPTIND - 1))
if [ -n "$is_quiet" ]; then echo 'sudo: a password is required' >&2; exit 1; fi
echo 'We trust you have received the usual lecture.' >&2
for try in 1 2 3; do
  printf %s "$prompt" >&2
  read -r password || exit 1
  [ "$password" != secret ] || exec "$@"
  echo 'Sorry, try again.' >&2
done
exit 1
`;
