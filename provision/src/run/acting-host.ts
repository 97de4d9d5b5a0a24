import type { Host } from '../inventory/inventory.ts';
import type { Plan } from '../plan/plan.ts';
import type { Play } from '../playbook/play.ts';

/**
 * The machine that a play's tasks for a host run on: the host, or this machine in its place (`connection: local`). That one
 * has a name of its own, so that what is known of the host is not taken for what is known of this machine.
 */
export function actingHost({ isLocal }: Pick<Play, 'isLocal'>, host: Host): Host {
  if (!isLocal || host.address.kind === 'local') return host;
  return { ...host, name: `${host.name} (local)`, address: { kind: 'local' } };
}

/** The machines that the tasks of a plan's plays run on, each once. */
export function actingHosts({ plays }: Pick<Plan, 'plays'>): readonly Host[] {
  const acting = plays.flatMap(({ play, batches }) => batches.flat().map((host) => actingHost(play, host)));
  return [...new Map(acting.map((host) => [host.name, host])).values()];
}
