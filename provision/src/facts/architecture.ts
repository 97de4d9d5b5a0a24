import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { sh } from '../shell/command.ts';

/** What the kernel calls the machine's architecture (`x86_64`, `aarch64`). */
const ARCHITECTURE: FactFamily<'machine', string> = {
  name: 'architecture',
  programs: ['uname'],
  steadiness: 'settled',
  script: () => sh`uname -m`,
  parse: (stdout, keys) => keys.map(() => stdout.toString().trim()),
};

/** What the kernel calls the machine's architecture (`x86_64`, `aarch64`). */
export function architectureOfMachine(): MachineFact<string> {
  return about(ARCHITECTURE, 'machine');
}
