import { z } from 'zod';

const Text = z.string().min(1, 'must not be empty');

/** What of a machine's variables says how it is reached. Names are Ansible's. */
export const ConnectionSettings = z.strictObject({
  ansible_host: Text.describe(
    'The address or name that is connected to. Default: the name in the inventory.',
  ),
  ansible_port: z
    .union([z.int().min(1).max(65_535), z.string().regex(/^\d{1,5}$/, 'expected a port')])
    .transform(Number)
    .describe('The port of its SSH server. Default: 22.'),
  ansible_user: Text.describe('The user who logs in. Default: the one who runs lab.'),
  ansible_ssh_private_key_file: Text.describe(
    'The private key. A relative path begins at the file that says it. Default: the agent and the usual keys of ~/.ssh.',
  ),
  ansible_ssh_common_args: z
    .string()
    .describe(
      'One machine to go through, as `-J USER@HOST:PORT` or `-o ProxyJump=…`. Nothing else is obeyed.',
    ),
  ansible_connection: z
    .enum(['ssh', 'local'])
    .describe('local runs the tasks on this machine, without SSH. Default: ssh.'),
  ansible_become_password: Text.describe(
    'The password for sudo. Only in a file that nobody else may read (chmod 600); -K asks for it instead.',
  ),
});

/** Their other names in older inventories. */
export const SETTING_ALIASES: Readonly<Record<string, keyof typeof ConnectionSettings.shape>> = {
  ansible_ssh_host: 'ansible_host',
  ansible_ssh_port: 'ansible_port',
  ansible_ssh_user: 'ansible_user',
  ansible_private_key_file: 'ansible_ssh_private_key_file',
  ansible_become_pass: 'ansible_become_password',
  ansible_sudo_pass: 'ansible_become_password',
};

const VariableMap = z
  .record(z.string(), z.unknown())
  .nullable()
  .describe('Variables; those that begin with ansible_ say how a machine is reached.');

const Hosts = z
  .record(z.string(), VariableMap)
  .nullable()
  .describe('Machines by name, each with variables of its own; `node[1:3]` stands for three.');

/** A group of the inventory. */
interface GroupShape {
  readonly hosts?: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> | null | undefined;
  readonly children?: Readonly<Record<string, GroupShape | null>> | null | undefined;
  readonly vars?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A group of the inventory: its machines, the groups in it, its variables. */
export const Group: z.ZodType<GroupShape> = z
  .strictObject({
    hosts: Hosts.optional(),
    get children() {
      return Groups.nullable().optional().describe('Groups whose machines belong to this one too.');
    },
    vars: VariableMap.optional(),
  })
  .describe('A group.');
export type Group = z.infer<typeof Group>;

const GroupName = z.string().regex(/^[A-Za-z_][\w-]*$/, 'a group is named with letters, digits, `_` and `-`');

const Groups: z.ZodType<Readonly<Record<string, GroupShape | null>>> = z.record(GroupName, Group.nullable());

/** An inventory file: groups by name, `all` among them or not. */
export const InventoryFile = Groups.describe('Machines and groups, with the names that Ansible gives them.');
export type InventoryFile = z.infer<typeof InventoryFile>;
