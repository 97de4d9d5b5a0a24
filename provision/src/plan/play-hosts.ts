import { renderValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { Host, Inventory } from '../inventory/inventory.ts';
import { matchHosts } from '../inventory/pattern.ts';
import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';

/** The machines of a play's `hosts`, over values that are known before the run. */
export function hostsOf(
  hosts: TemplateValue,
  inventory: Inventory,
  variables: Readonly<Record<string, unknown>>,
): { hosts: readonly Host[]; pattern: string; problems: readonly Problem[] } {
  const rendered = renderValue(hosts, variables);
  if ('problems' in rendered) return { hosts: [], pattern: '', problems: rendered.problems };
  const pattern = Array.isArray(rendered.value) ? rendered.value.join(',') : String(rendered.value);
  const { hosts: matched, mistakes } = matchHosts(pattern, inventory);
  const problems = mistakes.map(({ code, message, hint }) => problem(code, message, hosts.place, hint));
  return { hosts: matched, pattern, problems };
}

/** The machines that `--limit` leaves; undefined: all. */
export function limitedTo(
  limit: string | undefined,
  inventory: Inventory,
): { names: ReadonlySet<string> | undefined; problems: readonly Problem[] } {
  if (limit === undefined) return { names: undefined, problems: [] };
  const { hosts, mistakes } = matchHosts(limit, inventory);
  const problems = mistakes.map(({ code, message, hint }): Problem => ({
    code,
    message,
    file: '--limit',
    ...(hint !== undefined && { hint }),
  }));
  return { names: new Set(hosts.map(({ name }) => name)), problems };
}
