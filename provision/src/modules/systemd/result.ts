import type { UnitState } from '../../facts/unit.ts';
import type { Diff, Result } from '../decision.ts';
import type { ReturnedField } from '../module.ts';
import type { SystemdArgs } from './arguments.ts';
import { changesOf, lookOf } from './changes.ts';

/** What systemd returns. */
export const SYSTEMD_RETURNS: Readonly<Record<string, ReturnedField>> = {
  name: { description: 'The unit, with its suffix.', type: 'str', returned: 'with name' },
  state: { description: 'The state that was asked for.', type: 'str', returned: 'with state' },
  enabled: {
    description: 'Whether it was asked to start by itself.',
    type: 'bool',
    returned: 'with enabled',
  },
  status: { description: 'Every property of `systemctl show`.', type: 'dict', returned: 'with name' },
  rc: { description: 'The exit code of systemctl.', type: 'int', returned: 'on failure' },
  stderr: { description: 'What systemctl said.', type: 'str', returned: 'on failure' },
  journal: {
    description: 'The last lines of the unit’s journal.',
    type: 'str',
    returned: 'when it did not come up',
  },
};

/** What the task returns of a unit. */
export function resultOf(args: SystemdArgs, name: string, unit: UnitState): Result {
  return {
    name,
    status: unit.status,
    ...(args.state !== undefined && { state: args.state }),
    ...(args.enabled !== undefined && { enabled: args.enabled }),
  };
}

/** How the unit looks before and after. */
export function diffOf(args: SystemdArgs, name: string, unit: UnitState): readonly Diff[] {
  const text = (look: object): string =>
    [name, ...Object.entries(look).map(([field, value]) => `${field}: ${value}`), ''].join('\n');
  const before = text(lookOf(unit));
  const after = text(lookOf(unit, changesOf(args, name, unit)));
  return before === after ? [] : [{ before, after }];
}
