import type { CommandOptions } from '../command-line/commands.ts';
import { checkImages } from '../doctor/check-images.ts';
import { checkNetwork } from '../doctor/check-network.ts';
import { checkResources } from '../doctor/check-resources.ts';
import { checkVagrant } from '../doctor/check-vagrant.ts';
import { thisComputer } from '../doctor/computer.ts';
import { renderFindings } from '../doctor/render-findings.ts';
import { dockerState } from '../images/docker.ts';
import { sourceFiles } from '../source/read.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadLabOf } from './load-lab.ts';
import { badFiles } from './load-machines.ts';

/** `lab doctor`: what is in the way of the lab on machines, before anything starts. */
export async function doctor(options: CommandOptions<'doctor'>, context: CommandContext): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const { loaded, problems } = await loadLabOf(context, files, options.lab);
  if (!loaded) return badFiles(problems, files);
  const { lab } = loaded;
  const computer = thisComputer(context.environment, context.stop);
  const [{ findings: ofVagrant, providers }, ofNetwork, docker] = await Promise.all([
    checkVagrant(computer, lab),
    checkNetwork(computer, lab),
    dockerState(context.environment, context.stop),
  ]);
  const ofResources = await checkResources(computer, lab, { folder: context.root, providers });
  if (context.stop.aborted) return { status: 'interrupted' };
  const findings = [...ofVagrant, ...ofResources, ...ofNetwork, checkImages(lab, docker)];
  const { output } = context;
  output.print(
    options.json ? `${JSON.stringify(findings, undefined, 2)}\n` : renderFindings(findings, output),
  );
  return { status: findings.some(({ level }) => level === 'problem') ? 'failed' : 'done' };
}
