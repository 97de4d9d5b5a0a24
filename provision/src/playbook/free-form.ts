import type { Module } from '../modules/module.ts';
import type { Path } from '../source/document.ts';
import { refuse } from './reader.ts';
import type { Reader } from './reader.ts';

/** Whether a text is the one argument of a module that takes such. Old `name=value` forms are reported with our way. */
export function isFreeForm(reader: Reader, path: Path, text: string, module: Module): boolean {
  const pairs = pairsOf(text);
  if (module.freeForm === undefined) {
    if (pairs.length > 0) {
      const map = pairs.map(([name, value]) => `${name}: ${value}`).join(', ');
      refuse(reader, path, 'not-built', '`name=value` in one text is not built', `write a map: { ${map} }`);
    } else refuse(reader, path, 'wrong-type', `\`${module.name}\` takes a map of arguments, this is text`);
    return false;
  }
  const [option] = pairs.filter(([name]) => COMMAND_OPTIONS.includes(name));
  if (option && (module.name === 'command' || module.name === 'shell')) {
    const [name, value] = option;
    const hint = `take it out of the command: args: { ${name}: ${value} }`;
    refuse(reader, path, 'not-built', `\`${name}=\` within the command is not built`, hint);
    return false;
  }
  return true;
}

/** What Ansible takes out of the text of a command. */
const COMMAND_OPTIONS: readonly string[] = ['creates', 'removes', 'chdir', 'executable', 'stdin'];

function pairsOf(text: string): readonly (readonly [string, string])[] {
  const matches = text.matchAll(/(?:^|\s)([a-z_]+)=("[^"]*"|'[^']*'|\{\{.*?\}\}\S*|\S+)/g);
  return [...matches].map(
    ([, name = '', value = '']) => [name, value.startsWith('{{') ? `"${value}"` : value] as const,
  );
}
