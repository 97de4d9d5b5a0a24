import type { Problem } from '../source/problem.ts';
import type { WrittenGroup } from './group-tree.ts';
import type { VariableLayer } from './variable-layer.ts';

/** Machines as their source tells of them: a file, a list of names, Vagrant. */
export interface WrittenMachines {
  /** In order. */
  readonly hosts: readonly WrittenHost[];
  readonly groups: readonly WrittenGroup[];
  readonly groupLayers: ReadonlyMap<string, readonly VariableLayer[]>;
  /** The folder in which group_vars and host_vars lie. */
  readonly folder: string;
  /** Machines that are known and cannot be used, with why. */
  readonly absent: ReadonlyMap<string, { readonly message: string; readonly hint: string }>;
  /** What is wrong where there is no host at all. */
  readonly whenEmpty: Problem;
}

export interface WrittenHost {
  readonly name: string;
  readonly machineId: string | undefined;
  readonly layers: readonly VariableLayer[];
}

/** What a source of machines comes to. With problems, `written` is what could be read, or undefined. */
export interface ReadMachines {
  readonly written: WrittenMachines | undefined;
  readonly problems: readonly Problem[];
}
