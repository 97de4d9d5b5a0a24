import { fileURLToPath } from 'node:url';

import type { Module } from '../module.ts';
import { MODULE_NAMES, loadModule } from '../registry.ts';
import type { ModuleName } from '../registry.ts';
import { readCases } from './case-file.ts';
import type { Case } from './case-file.ts';

/** A module with its cases. */
export interface Walked {
  readonly name: ModuleName;
  readonly module: Module;
  readonly cases: readonly Case[];
}

/** Every module of the registry, with its cases. @throws when one of them cannot be loaded */
export async function walkModules(): Promise<readonly Walked[]> {
  return Promise.all(MODULE_NAMES.map(async (name) => ({ name, ...(await load(name)) })));
}

async function load(name: ModuleName): Promise<Omit<Walked, 'name'>> {
  const module = await loadModule(name);
  if (module === undefined) throw new Error(`there is no module ${name}`);
  const file = fileURLToPath(new URL(`../${name}/${name}.cases.yaml`, import.meta.url));
  return { module, cases: readCases(file) };
}
