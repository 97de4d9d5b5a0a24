/** A machine's address and how to log in there. */
export interface SshAddress {
  readonly kind: 'ssh';
  readonly host: string;
  /** @default 22 */
  readonly port: number;
  readonly user: string;
  /** Path of the private key; undefined leaves it to the agent (SSH_AUTH_SOCK) and the user's usual keys. */
  readonly privateKeyFile: string | undefined;
  /** One machine to go through. */
  readonly proxyJump: SshAddress | undefined;
}

/** This machine: commands run in shells of this user. */
export interface LocalAddress {
  readonly kind: 'local';
}

/** A machine of the inventory. */
export interface Host {
  /** `inventory_hostname`. */
  readonly name: string;
  readonly address: SshAddress | LocalAddress;
  /** What tells this machine from another one under the same name (Vagrant's id); undefined where nothing does. */
  readonly machineId: string | undefined;
  /** The groups it belongs to, parents behind their children, `all` last. */
  readonly groups: readonly string[];
}

/** The machines that a run may touch, in the order of the inventory. */
export interface Inventory {
  readonly hosts: readonly Host[];
  /** Names of hosts by group: `all`, `ungrouped` and every named one, in the order of the inventory. */
  readonly groups: ReadonlyMap<string, readonly string[]>;
  /** Machines that are known and cannot be used now, with why (`is not running`) and what to do about it. */
  readonly absent?: ReadonlyMap<string, { readonly message: string; readonly hint: string }>;
}
