import type { CommandOptions } from '../../command-line/commands.ts';
import { defaultOptions } from '../../command-line/default-options.ts';
import { sourceFiles } from '../../source/read.ts';
import { runVagrantHere } from '../../targets/vagrant/run-vagrant.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { loadLabOf } from '../load-lab.ts';
import { badFiles } from '../load-machines.ts';
import { provision } from '../provision.ts';
import { vagrantPlace } from '../vagrant-place.ts';

/** The lab on machines of Vagrant: `vagrant up`, then everything that `lab provision` does. */
export async function upVagrant(options: CommandOptions<'up'>, context: CommandContext): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const { loaded, problems } = await loadLabOf(context, files, options.lab);
  if (!loaded) return badFiles(problems, files);
  const { provider, lab } = options;
  const invocation = { options: { ...defaultOptions('provision'), lab }, words: [] };
  // A mistake in a playbook is better known before machines are made.
  const looked = await provision(
    { ...invocation, options: { ...invocation.options, 'syntax-check': true } },
    { ...context, output: { ...context.output, print: () => undefined } },
  );
  if (looked.status !== 'done') return looked;
  const words = ['up', ...(provider === undefined ? [] : ['--provider', provider])];
  await runVagrantHere(words, vagrantPlace(loaded.lab, lab, context));
  if (context.stop.aborted) return { status: 'interrupted' };
  return provision(invocation, context);
}
