import { dirname, resolve } from 'node:path';

import type { Sourced } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import type { SourceFile } from '../source/yaml.ts';
import { parseYaml } from '../source/yaml.ts';
import { readGroups } from './read-groups.ts';
import type { WrittenInventory, WrittenVariables } from './read-groups.ts';
import { readVariableLayer } from './variable-layer.ts';
import type { VariableLayer } from './variable-layer.ts';
import type { ReadMachines } from './written-machines.ts';

/** Reads an inventory file: YAML with the names that Ansible gives to everything. */
export async function readInventoryFile(
  path: string,
  context: { readonly files: SourceFiles; readonly currentDirectory: string },
): Promise<ReadMachines> {
  const { file, problems } = await context.files.read(path);
  if (!file) return { written: undefined, problems };
  const ini = iniProblem(file);
  if (ini) return { written: undefined, problems: [ini] };
  const { document, problems: yamlProblems } = parseYaml(file);
  if (!document) return { written: undefined, problems: yamlProblems };
  const whenEmpty: Problem = {
    code: 'no-machines',
    message: 'this inventory names no host',
    file: file.file,
    hint: 'write it as `all: { hosts: { node1: { ansible_host: 192.168.56.111 } } }`',
  };
  if (document.value === null) return { written: undefined, problems: [whenEmpty] };
  const groups = readGroups(document);
  const folder = dirname(resolve(context.currentDirectory, path));
  const gathered = gather(document, groups.written, { folder, whenEmpty });
  return { ...gathered, problems: [...groups.problems, ...gathered.problems] };
}

function gather(
  source: Sourced,
  { hosts, groups, hostVariables, groupVariables }: WrittenInventory,
  rest: { readonly folder: string; readonly whenEmpty: Problem },
): ReadMachines {
  const problems: Problem[] = [];
  const layersByName = (written: readonly WrittenVariables[]) => {
    const layers = new Map<string, VariableLayer[]>();
    for (const { name, path } of written) {
      const read = readVariableLayer(source, path);
      problems.push(...read.problems);
      layers.set(name, [...(layers.get(name) ?? []), read.layer]);
    }
    return layers;
  };
  const [hostLayers, groupLayers] = [layersByName(hostVariables), layersByName(groupVariables)];
  const withLayers = hosts.map((name) => ({
    name,
    machineId: undefined,
    layers: hostLayers.get(name) ?? [],
  }));
  return { written: { hosts: withLayers, groups, groupLayers, absent: new Map(), ...rest }, problems };
}

/** An inventory in Ansible's other form, which is told by its first line that says something. */
function iniProblem({ file, text }: SourceFile): Problem | undefined {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => !/^\s*([#;].*)?$/.test(line));
  const line = lines[index] ?? '';
  const isSection = /^\s*\[[\w:.-]+\]\s*([#;].*)?$/.test(line);
  const isHost = /^\s*[\w.[\]:-]+(\s+\w+=\S+)*\s*$/.test(line) && !/:(\s|$)/.test(line);
  if (!isSection && !isHost) return undefined;
  return {
    code: 'inventory-format',
    message: 'this inventory is written as INI; the lab reads YAML, with the same names',
    file,
    position: { line: index + 1, column: line.search(/\S/) + 1 },
    hint: 'ansible-inventory -i FILE --list --yaml writes it so; by hand: all: { hosts: { node1: { ansible_host: … } } }',
  };
}
