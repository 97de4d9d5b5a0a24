import type { Module } from '../modules/module.ts';

/** The modules that a playbook may name; the registry has this shape. */
export interface Modules {
  readonly names: readonly string[];
  /** The module behind a name, short or full; undefined where there is none. */
  readonly load: (name: string) => Promise<Module | undefined>;
}
