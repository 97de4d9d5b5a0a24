import { loadInventory } from '../inventory/load-inventory.ts';
import type { LoadedInventory } from '../inventory/load-inventory.ts';
import type { LoadedLab } from '../lab/load.ts';
import type { Lab } from '../lab/schema.ts';
import type { Problem } from '../source/problem.ts';
import { sourceFiles } from '../source/read.ts';
import type { SourceFiles } from '../source/read.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadLabOf } from './load-lab.ts';
import { chooseInventory, inventoryContext } from './playbooks/choose-inventory.ts';

/** lab.yml and the machines, for commands that run no playbook. */
export interface LabAndMachines {
  readonly lab: LoadedLab;
  readonly machines: LoadedInventory;
  readonly files: SourceFiles;
}

/** Reads both; what is wrong with either is the outcome. `isLive` asks Vagrant which machines run. */
export async function loadMachines(
  options: {
    readonly inventory: string | undefined;
    readonly lab: string | undefined;
    readonly isLive: boolean;
    /** Machines that are planned, but do not run, are no problem: there is nobody to ask then. @default false */
    readonly mayBeEmpty?: boolean;
  },
  context: CommandContext,
): Promise<LabAndMachines | Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const lab = await loadLabOf(context, files, options.lab);
  const source = chooseInventory(options, lab.loaded, context);
  const inventory = source
    ? await loadInventory(source, inventoryContext(context, files, {}))
    : { loaded: undefined, problems: [] };
  const problems = [...lab.problems, ...inventory.problems];
  if (lab.loaded && options.mayBeEmpty === true && problems.every(({ code }) => code === 'no-machines')) {
    return { lab: lab.loaded, machines: inventory.loaded ?? noMachines(lab.loaded.lab), files };
  }
  if (!lab.loaded || !inventory.loaded || problems.length > 0) return badFiles(problems, files);
  return { lab: lab.loaded, machines: inventory.loaded, files };
}

/** The outcome for problems of files. */
export function badFiles(problems: readonly Problem[], { textOf }: SourceFiles): Outcome {
  return { status: 'bad-files', problems, textOf };
}

/** Nobody runs, so all of lab.yml's machines are away. */
function noMachines({ machines }: Lab): LoadedInventory {
  const absent = Object.keys(machines).map(
    (name) => [name, { message: 'does not run', hint: `vagrant up ${name}` }] as const,
  );
  return {
    inventory: { hosts: [], groups: new Map(), absent: new Map(absent) },
    hostVariables: new Map(),
    becomePasswords: new Map(),
  };
}
