import { z } from 'zod';

import { groupAbout } from '../../facts/group.ts';
import type { GroupEntry } from '../../facts/group.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { Flag, Text, WholeNumber, whenSound } from '../argument.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module } from '../module.ts';

const GroupArgs = z
  .strictObject({
    name: Text.describe('The name of the group.'),
    gid: WholeNumber.optional().describe('The number that it shall have.'),
    state: z.enum(['present', 'absent']).default('present').describe('Whether it shall be there.'),
    system: Flag.default(false).describe('Takes a number of the range for system groups when it is made.'),
    force: Flag.default(false).describe('Removes it even if it is the primary group of a user.'),
    local: Flag.default(false).describe(
      'Looks at /etc/group alone, where a directory service knows groups as well.',
    ),
    non_unique: Flag.default(false).describe('Allows a `gid` that another group has.'),
    gid_min: WholeNumber.optional().describe('Begin of the range that a new number is taken from.'),
    gid_max: WholeNumber.optional().describe('End of that range.'),
  })
  .refine(
    (args) => !args.non_unique || args.gid !== undefined,
    whenSound('expected `gid` together with `non_unique`'),
  );
type GroupArgs = z.infer<typeof GroupArgs>;

/** Sees to a group of the machine. */
export const groupModule: Module<GroupArgs> = {
  name: 'group',
  summary: 'Makes, changes or removes a group.',
  args: GroupArgs,
  returns: {
    name: { description: 'The name of the group.', type: 'str', returned: 'always' },
    state: { description: 'Whether it is there.', type: 'str', returned: 'always' },
    gid: { description: 'Its number.', type: 'int', returned: 'when state is present' },
    system: {
      description: 'Whether it was asked for as a system group.',
      type: 'bool',
      returned: 'when state is present',
    },
    stderr: { description: 'What the program said.', type: 'str', returned: 'when it said something' },
  },
  example: `- group:
    name: lab
    gid: 2000
`,
  check: 'full',
  decide: (args) =>
    ask({ group: groupAbout(args.name) }, ({ group }) =>
      settle(args, args.local ? group.local : group.known),
    ),
};

function settle(args: GroupArgs, group: GroupEntry | null): Decision {
  const command = commandFor(args, group);
  if (command === undefined) return done(false, resultOf(args, group));
  const wanted = args.gid ?? group?.gid;
  const after = { name: args.name, state: args.state, ...(wanted !== undefined && { gid: wanted }) };
  const diff = [{ before: describe(group), after: args.state === 'absent' ? '' : describe(after) }];
  const [program] = command.text.split(' ');
  const action = { kind: 'shell', command, programs: [program ?? ''] } as const;
  return act([action], { changed: true, result: resultOf(args, group), diff }, ([{ exitCode, stderr }]) => {
    if (exitCode !== 0) {
      return failed(stderr.trim() || `${program} ended with exit code ${exitCode}`, {
        ...resultOf(args, group),
        stderr,
      });
    }
    const said = stderr === '' ? {} : { stderr };
    if (args.state === 'absent') return done(true, { ...resultOf(args, null), ...said }, diff);
    return ask({ now: groupAbout(args.name) }, ({ now }) =>
      done(true, { ...resultOf(args, args.local ? now.local : now.known), ...said }, diff),
    );
  });
}

function commandFor(args: GroupArgs, group: GroupEntry | null): Command | undefined {
  const unique = args.non_unique ? ['-o'] : [];
  if (args.state === 'absent') {
    return group === null ? undefined : sh`groupdel ${args.force ? ['-f'] : []} -- ${args.name}`;
  }
  if (group === null) {
    const number = args.gid === undefined ? [] : ['-g', args.gid, ...unique];
    const range = [
      ...(args.gid_min === undefined ? [] : ['-K', `GID_MIN=${args.gid_min}`]),
      ...(args.gid_max === undefined ? [] : ['-K', `GID_MAX=${args.gid_max}`]),
    ];
    return sh`groupadd ${[...number, ...range, ...(args.system ? ['-r'] : [])]} -- ${args.name}`;
  }
  if (args.gid === undefined || args.gid === group.gid) return undefined;
  return sh`groupmod ${['-g', args.gid, ...unique]} -- ${args.name}`;
}

function resultOf(args: GroupArgs, group: GroupEntry | null): Record<string, unknown> {
  const { name, state, system } = args;
  if (state === 'absent') return { name, state };
  return { name, state, system, ...(group !== null && { gid: group.gid }) };
}

function describe(group: { readonly name: string; readonly gid?: number } | null): string {
  return group === null ? '' : `group ${group.name}${group.gid === undefined ? '' : ` (gid ${group.gid})`}\n`;
}
