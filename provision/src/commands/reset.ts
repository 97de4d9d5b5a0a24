import { join } from 'node:path';

import type { CommandOptions } from '../command-line/commands.ts';
import { defaultOptions } from '../command-line/default-options.ts';
import type { CommandContext, Outcome } from './command.ts';
import { provision } from './provision.ts';

/** `lab reset`: the cluster off the machines. */
export async function reset(options: CommandOptions<'reset'>, context: CommandContext): Promise<Outcome> {
  const words = [join(context.root, 'playbooks', 'reset.yml')];
  return provision({ options: { ...defaultOptions('provision'), ...options }, words }, context);
}
