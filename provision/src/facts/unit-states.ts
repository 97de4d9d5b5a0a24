import { FactError } from '../modules/fact-error.ts';
import type { UnitScope, UnitState } from './unit.ts';

/** Names of units: `shown` by `systemctl show`, `files` of which only the file's state can be asked. */
export interface UnitNames {
  readonly shown: readonly string[];
  readonly files: readonly string[];
}

/** Reads the units of a scope from what the script of units printed. */
export function statesIn(text: string, scope: UnitScope, names: UnitNames): ReadonlyMap<string, UnitState> {
  const begin = text.indexOf(`\n= ${scope}\n`);
  if (begin === -1) return new Map();
  const rest = text.slice(begin + `\n= ${scope}\n`.length);
  const [shown = '', files = '', init = ''] = rest.split(/\n= (?:files|init|user|global)\n/);
  const started = init.split('\n');
  return new Map(
    [...blocksOf(shown, names.shown), ...blocksOf(files, names.files)].map(([name, status]) => {
      const isStartedByInit = started.includes(name.replace(/\.service$/, ''));
      return [name, { status, isStartedByInit }] as const;
    }),
  );
}

function blocksOf(
  text: string,
  names: readonly string[],
): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  if (names.length === 0) return [];
  const blocks = text.trim().split(/\n\n+/).map(properties);
  // systemctl answers in the order of the names, and with one sentence where it cannot answer at all.
  if (blocks.length !== names.length || blocks.some((block) => Object.keys(block).length === 0)) {
    throw new FactError('unit', `systemctl cannot say anything about ${names.join(', ')}: ${text.trim()}`);
  }
  return names.map((name, index) => [name, blocks[index] ?? {}] as const);
}

/** `Name=value` lines. */
export function properties(block: string): Readonly<Record<string, string>> {
  const pairs = [...block.matchAll(/^([A-Z]\w*)=(.*)$/gm)];
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
}
