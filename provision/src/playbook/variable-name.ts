import { RESERVED_NAMES } from '../expression/cel-library.ts';
import { MAGIC_VARIABLES } from '../plan/precedence.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';

/** Why a name cannot be that of a variable; undefined for one that can. */
export function variableNameProblem(
  name: string,
  place: Place,
  labNames: ReadonlySet<string>,
): Problem | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    const hint = /^[A-Za-z_][\w-]*$/.test(name) ? `write \`${name.replaceAll('-', '_')}\`` : undefined;
    const message = `\`${name}\` is no name: letters, digits and _, no digit first`;
    return problem('reserved-name', message, place, hint);
  }
  if (RESERVED_NAMES.includes(name)) {
    return problem(
      'reserved-name',
      `\`${name}\` is a word that conditions (CEL) reserve`,
      place,
      another(name),
    );
  }
  if (labNames.has(name)) {
    const message = `\`${name}\` would hide the value of lab.yml`;
    return problem('hides-lab-value', message, place, another(name));
  }
  if (name === 'facts' || MAGIC_VARIABLES.some((magic) => magic.name === name)) {
    return problem('reserved-name', `\`${name}\` is a variable of the lab itself`, place, another(name));
  }
  if (!name.startsWith('ansible_')) return undefined;
  const message = 'names that begin with `ansible_` say how a machine is reached';
  return problem('reserved-name', message, place, 'they belong into the inventory');
}

function another(name: string): string {
  return `choose another name, such as \`my_${name}\``;
}
