import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Variables } from '../playbook/task.ts';
import { Secret } from '../shell/secret.ts';
import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { addressOf, withJump } from './address.ts';
import { findCycle, growGroups } from './group-tree.ts';
import type { GroupTree } from './group-tree.ts';
import type { Host } from './inventory.ts';
import type { InventoryContext, LoadedInventory } from './load-inventory.ts';
import { readVariableFiles } from './variable-files.ts';
import type { FileLayers } from './variable-files.ts';
import type { Setting, Settings, VariableLayer } from './variable-layer.ts';
import type { WrittenHost, WrittenMachines } from './written-machines.ts';

/** Puts machines, groups and the variables of every place together. */
export async function assemble(
  written: WrittenMachines,
  context: InventoryContext,
): Promise<{ loaded: LoadedInventory | undefined; problems: readonly Problem[] }> {
  const names = written.hosts.map(({ name }) => name);
  // A circle of groups has no end to walk to; it is a problem already.
  if (findCycle(written.groups)) return { loaded: undefined, problems: [] };
  if (names.length === 0) return { loaded: undefined, problems: [written.whenEmpty] };
  const tree = growGroups(names, written.groups);
  const groupFiles = await readVariableFiles(context.files, join(written.folder, 'group_vars'), [
    ...tree.members.keys(),
  ]);
  const hostFiles = await readVariableFiles(context.files, join(written.folder, 'host_vars'), names);
  const layersByHost = new Map(
    written.hosts.map((host) => [
      host.name,
      layersOf(host, tree, {
        written: written.groupLayers,
        groupFiles: groupFiles.layers,
        hostFiles: hostFiles.layers,
      }),
    ]),
  );
  const settingsByHost = new Map(
    Array.from(layersByHost, ([name, layers]) => [name, merged(layers)] as const),
  );
  const { hosts, problems } = await resolveHosts(written.hosts, settingsByHost, { tree, context });
  const all = [...groupFiles.problems, ...hostFiles.problems, ...problems];
  if (all.length > 0) return { loaded: undefined, problems: all };
  const loaded = {
    inventory: { hosts, groups: tree.members, absent: written.absent },
    hostVariables: new Map(
      Array.from(layersByHost, ([name, layers]) => [name, variablesOf(layers)] as const),
    ),
    becomePasswords: passwordsOf(settingsByHost),
  };
  return { loaded, problems: [] };
}

/** The layers of a host, lowest first: the order that `LoadedInventory.hostVariables` promises. */
function layersOf(
  host: WrittenHost,
  tree: GroupTree,
  from: {
    readonly written: ReadonlyMap<string, readonly VariableLayer[]>;
    readonly groupFiles: FileLayers;
    readonly hostFiles: FileLayers;
  },
): readonly VariableLayer[] {
  // `groupsOf` begins with the group that wins.
  const groups = tree.groupsOf(host.name).toReversed();
  return [
    ...groups.flatMap((group) => from.written.get(group) ?? []),
    ...groups.flatMap((group) => from.groupFiles.get(group) ?? []),
    ...host.layers,
    ...(from.hostFiles.get(host.name) ?? []),
  ];
}

function merged(layers: readonly VariableLayer[]): Settings {
  return new Map(layers.flatMap(({ settings }) => [...settings]));
}

function variablesOf(layers: readonly VariableLayer[]): readonly Variables[] {
  return layers.map(({ variables }) => variables).filter((variables) => variables.size > 0);
}

async function resolveHosts(
  written: readonly WrittenHost[],
  settingsByHost: ReadonlyMap<string, Settings>,
  { tree, context }: { readonly tree: GroupTree; readonly context: InventoryContext },
): Promise<{ hosts: readonly Host[]; problems: readonly Problem[] }> {
  const addresses = new Map(
    Array.from(settingsByHost, ([name, settings]) => [name, addressOf(name, settings, context)] as const),
  );
  const problems: Problem[] = [];
  const hosts: Host[] = [];
  for (const { name, machineId } of written) {
    const settings = settingsByHost.get(name) ?? new Map<never, never>();
    const plain = addresses.get(name) ?? { kind: 'local' };
    const jumped =
      plain.kind === 'ssh' ? withJump(plain, settings, addresses) : { address: plain, problems: [] };
    problems.push(...jumped.problems, ...(await fileProblems(settings, plain, context)));
    hosts.push({ name, address: jumped.address, machineId, groups: tree.groupsOf(name) });
  }
  return { hosts, problems };
}

/** A key that is not there, a password that everybody can read. */
async function fileProblems(
  settings: Settings,
  address: Host['address'],
  { currentDirectory }: InventoryContext,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const key = settings.get('ansible_ssh_private_key_file');
  if (key && address.kind === 'ssh' && address.privateKeyFile !== undefined) {
    const found = await modeOf(address.privateKeyFile);
    const message = `the private key ${address.privateKeyFile} does not exist`;
    if (found === undefined) problems.push(problem('file-unreadable', message, key.place));
  }
  const password = settings.get('ansible_become_password');
  if (password && (await isExposed(password, currentDirectory))) {
    const message = 'this file holds a password, and other users can read it';
    problems.push(
      problem(
        'exposed-password',
        message,
        password.place,
        `chmod 600 ${password.place.file}; or leave it out and give -K`,
      ),
    );
  }
  return problems;
}

async function isExposed({ place }: Setting, currentDirectory: string): Promise<boolean> {
  const mode = await modeOf(resolve(currentDirectory, place.file));
  return process.platform !== 'win32' && ((mode ?? 0) & 0o077) !== 0;
}

async function modeOf(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mode;
}

function passwordsOf(settingsByHost: ReadonlyMap<string, Settings>): ReadonlyMap<string, Secret> {
  return new Map(
    Array.from(settingsByHost).flatMap(([name, settings]) => {
      const password = settings.get('ansible_become_password');
      return password ? [[name, new Secret(String(password.value))] as const] : [];
    }),
  );
}
