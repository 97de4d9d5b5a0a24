import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import ssh2 from 'ssh2';
import type { AnyAuthMethod } from 'ssh2';

import type { SshAddress } from '../../inventory/inventory.ts';
import { ConnectError } from '../errors.ts';

/** The names that ssh-keygen gives, best first. */
const USUAL_KEYS = ['id_ed25519', 'id_ecdsa', 'id_rsa'];

/** How to log in: what is tried, and how to call it when none of it is taken. */
export interface Credentials {
  readonly methods: AnyAuthMethod[];
  readonly tried: string;
}

/**
 * The key of the inventory; without one, the agent's keys and the user's usual ones.
 * @throws {ConnectError} for a key file that cannot be used
 */
export async function credentialsFor(
  name: string,
  { user, privateKeyFile }: SshAddress,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Credentials> {
  if (privateKeyFile !== undefined) {
    const key = await readKey(name, privateKeyFile);
    return { methods: [{ type: 'publickey', username: user, key }], tried: `the key ${privateKeyFile}` };
  }
  const agent = environment['SSH_AUTH_SOCK'];
  const folder = join(environment['HOME'] ?? homedir(), '.ssh');
  const usual = await Promise.all(USUAL_KEYS.map((file) => usableKey(join(folder, file))));
  const keys = usual.filter((entry) => entry !== undefined);
  const tried = [...(agent ? ['the keys of the agent'] : []), ...keys.map(({ file }) => file)];
  return {
    methods: [
      ...(agent ? [{ type: 'agent' as const, username: user, agent }] : []),
      ...keys.map(({ key }) => ({ type: 'publickey' as const, username: user, key })),
    ],
    tried: tried.length > 0 ? tried.join(', ') : 'no key at all: there is no agent and no usual key',
  };
}

async function readKey(name: string, file: string): Promise<Buffer> {
  let key: Buffer;
  try {
    key = await readFile(file);
  } catch (cause) {
    throw new ConnectError(name, `the private key ${file} cannot be read: ${(cause as Error).message}`, {
      cause,
      hint: 'check ansible_ssh_private_key_file; for Vagrant machines: are they up?',
    });
  }
  const parsed = ssh2.utils.parseKey(key);
  if (parsed instanceof Error) {
    throw new ConnectError(name, `${file} is no private key that can be used: ${parsed.message}`, {
      cause: parsed,
      hint: 'a key with a passphrase goes into the agent (ssh-add), without a key file in the inventory',
    });
  }
  return key;
}

/** One of the user's own keys, if it is there and needs no passphrase. */
async function usableKey(file: string): Promise<{ readonly file: string; readonly key: Buffer } | undefined> {
  try {
    const key = await readFile(file);
    return ssh2.utils.parseKey(key) instanceof Error ? undefined : { file, key };
  } catch {
    // Not there: most people have one of the three.
    return undefined;
  }
}
