import { systemctl } from '../../facts/unit.ts';
import type { UnitState } from '../../facts/unit.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { SystemdArgs } from './arguments.ts';

/** What is to be done about a unit, in order. */
export interface Change {
  /** As systemctl calls it. */
  readonly verb: 'mask' | 'unmask' | 'enable' | 'disable' | 'start' | 'stop' | 'restart' | 'reload';
  readonly command: Command;
}

/** What a diff shows of a unit. */
export interface UnitLook {
  readonly active: string;
  readonly enabled: string;
  readonly masked: boolean;
}

/** Compares a unit with what is wanted. */
export function changesOf(args: SystemdArgs, name: string, unit: UnitState): readonly Change[] {
  const force = args.force ? ['--force'] : [];
  const block = args.no_block ? ['--no-block'] : [];
  const change = (verb: Change['verb'], flags: readonly string[]): Change => ({
    verb,
    command: sh`${systemctl(args.scope)} ${verb} ${flags} -- ${name}`,
  });
  const verb = stateVerb(args.state, unit.status['ActiveState'] ?? 'inactive');
  const mask = args.masked === undefined || args.masked === isMasked(unit) ? undefined : args.masked;
  // What is masked can be neither enabled nor disabled: unmasked before, masked after.
  return [
    ...(mask === false ? [change('unmask', force)] : []),
    ...(args.enabled === undefined || isAsEnabled(unit, args.enabled)
      ? []
      : [change(args.enabled ? 'enable' : 'disable', force)]),
    ...(mask === true ? [change('mask', force)] : []),
    ...(verb === undefined ? [] : [change(verb, block)]),
  ];
}

/** Whether systemd knows no such unit. A masked one is known. */
export function isMissing({ status, isStartedByInit }: UnitState): boolean {
  if (isStartedByInit) return false;
  return (
    status['LoadState'] === 'not-found' ||
    (status['LoadState'] === undefined && /^(not-found)?$/.test(status['UnitFileState'] ?? ''))
  );
}

export function isMasked({ status }: UnitState): boolean {
  return status['LoadState'] === 'masked' || (status['UnitFileState'] ?? '').startsWith('masked');
}

/** How a unit looks, and with changes how it is going to. */
export function lookOf(unit: UnitState, changes: readonly Change[] = []): UnitLook {
  const verbs = changes.map(({ verb }) => verb);
  const active = unit.status['ActiveState'] ?? 'unknown';
  const enabled = unit.status['UnitFileState'] ?? 'unknown';
  return {
    active: verbs.includes('stop')
      ? 'inactive'
      : verbs.some((verb) => /^(re)?start$/.test(verb))
        ? 'active'
        : active,
    enabled: verbs.includes('enable') ? 'enabled' : verbs.includes('disable') ? 'disabled' : enabled,
    masked: verbs.includes('mask') || (isMasked(unit) && !verbs.includes('unmask')),
  };
}

function stateVerb(state: SystemdArgs['state'], active: string): Change['verb'] | undefined {
  const isRunning = ['active', 'activating', 'reloading', 'refreshing'].includes(active);
  switch (state) {
    case undefined:
      return undefined;
    case 'started':
      return isRunning ? undefined : 'start';
    case 'stopped':
      return isRunning || active === 'deactivating' ? 'stop' : undefined;
    case 'restarted':
      return 'restart';
    case 'reloaded':
      return isRunning ? 'reload' : 'start';
  }
}

/** static, indirect and so on: nothing that enable or disable could change; they pass for both. */
const WITHOUT_SWITCH = new Set(['static', 'transient', 'generated']);

function isAsEnabled({ status, isStartedByInit }: UnitState, wanted: boolean): boolean {
  const state = status['UnitFileState'] ?? '';
  if (state === 'generated' && (status['SourcePath'] ?? '').startsWith('/etc/init.d/'))
    return isStartedByInit === wanted;
  if (WITHOUT_SWITCH.has(state)) return true;
  return /^(enabled|enabled-runtime)$/.test(state) === wanted;
}
