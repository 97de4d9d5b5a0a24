import type { CommandOptions } from '../command-line/commands.ts';
import type { CommandContext, Outcome } from './command.ts';

/** What `lab up` takes for one target alone. */
const OF_LOCAL = ['port', 'host', 'manifests', 'seed'] as const;
const OF_VAGRANT = ['provider'] as const;

/** `lab up`: brings the lab up where the user wants it. */
export async function up(options: CommandOptions<'up'>, context: CommandContext): Promise<Outcome> {
  const { target } = options;
  const foreign = target === 'local' ? OF_VAGRANT : OF_LOCAL;
  const mistakes = foreign.flatMap((name) =>
    options[name] === undefined
      ? []
      : [`--${name} says nothing for --target ${target}: lab help up tells what does`],
  );
  if (mistakes.length > 0) return { status: 'bad-command-line', mistakes };
  switch (target) {
    case 'local':
      return (await import('./up/local.ts')).upLocal(options, context);
    case 'vagrant':
      return (await import('./up/vagrant.ts')).upVagrant(options, context);
  }
}
