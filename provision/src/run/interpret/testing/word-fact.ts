import { about, type FactFamily, type MachineFact } from '../../../modules/fact.ts';
import { sh } from '../../../shell/command.ts';

/** A family that prints its keys, a line each: the answer is the line. */
export function wordFamily(
  name: string,
  changes: Partial<FactFamily<string, string>> = {},
): FactFamily<string, string> {
  return {
    name,
    programs: [],
    steadiness: 'settled',
    script: (keys) => sh`printf '%s\\n' ${keys}`,
    parse: (stdout) => stdout.toString().trimEnd().split('\n'),
    ...changes,
  };
}

const WORDS = wordFamily('words');

export function wordFact(key: string): MachineFact<string> {
  return about(WORDS, key);
}
