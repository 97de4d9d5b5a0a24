import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';

import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { parseCommonArgs, jumpAddress } from './proxy-jump.ts';
import type { Host, SshAddress } from './inventory.ts';
import type { Settings } from './variable-layer.ts';

/** What addresses hang on besides the inventory. */
export interface AddressContext {
  /** Who logs in where nobody is named. */
  readonly userName: string;
  /** What the names of files are relative to. */
  readonly currentDirectory: string;
  /** How machines are reached where nothing is said. @default ssh */
  readonly connection?: 'ssh' | 'local';
  /** The key to log in with where none is named, absolute. */
  readonly privateKeyFile?: string | undefined;
}

/** How a host is reached, without the machine to go through; with its problems. */
export function addressOf(name: string, settings: Settings, context: AddressContext): Host['address'] {
  if ((settings.get('ansible_connection')?.value ?? context.connection) === 'local') return { kind: 'local' };
  const text = (key: 'ansible_host' | 'ansible_user') => settings.get(key)?.value.toString();
  return {
    kind: 'ssh',
    host: text('ansible_host') ?? name,
    port: Number(settings.get('ansible_port')?.value ?? 22),
    user: text('ansible_user') ?? context.userName,
    privateKeyFile: keyFile(settings, context),
    proxyJump: undefined,
  };
}

/** The address with the machine to go through, where the settings name one; `others` are the addresses by host. */
export function withJump(
  address: SshAddress,
  settings: Settings,
  others: ReadonlyMap<string, Host['address']>,
): { readonly address: SshAddress; readonly problems: readonly Problem[] } {
  const setting = settings.get('ansible_ssh_common_args');
  if (!setting) return { address, problems: [] };
  const parsed = parseCommonArgs(String(setting.value));
  if ('mistake' in parsed) {
    return { address, problems: [problem('bad-value', parsed.mistake, setting.place)] };
  }
  if (!parsed.jump) return { address, problems: [] };
  const known = others.get(parsed.jump.host);
  // A group's setting reaches the jump itself too: it is not gone through to itself.
  if (known === undefined ? parsed.jump.host === address.host : isSame(known, address)) {
    return { address, problems: [] };
  }
  const jump = jumpAddress(parsed.jump, address, known?.kind === 'ssh' ? known : undefined);
  return { address: { ...address, proxyJump: jump }, problems: [] };
}

function isSame(a: Host['address'], b: SshAddress): boolean {
  return a.kind === 'ssh' && a.host === b.host && a.port === b.port;
}

/** A path in the inventory begins at the file that says it; `~` is the user's home. */
function keyFile(
  settings: Settings,
  { currentDirectory, privateKeyFile }: AddressContext,
): string | undefined {
  const setting = settings.get('ansible_ssh_private_key_file');
  if (!setting) return privateKeyFile;
  const path = String(setting.value).replace(/^~(?=\/|$)/, () => homedir());
  return resolve(currentDirectory, dirname(setting.place.file), path);
}
