import type { CommandOptions } from '../../command-line/commands.ts';
import { LabError } from '../../errors.ts';
import { readIfThere } from '../../files/read-if-there.ts';
import { withoutImages } from '../../images/image-of.ts';
import { stateFolderOf } from '../../lab/state-folder.ts';
import { appliedManifests } from '../../manifests/applied.ts';
import { sourceFiles } from '../../source/read.ts';
import { findRunningLab } from '../../targets/local/state.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { loadLabOf } from '../load-lab.ts';
import { loadManifests } from '../load-manifests.ts';
import { kubeconfigFile } from '../playbooks/kubeconfig-file.ts';
import { clusterPlace } from './cluster-place.ts';
import { localPlace } from './local-place.ts';
import type { Place } from './place.ts';

/** `lab verify --local`, and nobody runs a lab. */
class NoLocalLabError extends LabError {
  readonly code = 'lab-not-running';
}

/**
 * The lab that is meant: the local one where that is asked for, or where it runs and there is no cluster.
 *
 * @throws {LabError} where the local lab is meant and does not run
 */
export async function findPlace(
  options: CommandOptions<'verify'>,
  context: CommandContext,
): Promise<Place | Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const { loaded: lab, problems } = await loadLabOf(context, files, options.lab);
  if (!lab) return { status: 'bad-files', problems, textOf: files.textOf };
  const set = await loadManifests(context, files, { values: withoutImages(lab.lab), directory: undefined });
  if (set.problems.length > 0) return { status: 'bad-files', problems: set.problems, textOf: files.textOf };
  const stateFolder = stateFolderOf(context.root, lab.lab);
  const running = options.inventory === undefined ? await findRunningLab(stateFolder) : undefined;
  const objects = set.manifests.map(({ object }) => object);
  if (running && (options.local || !(await hasCluster(stateFolder)))) {
    return localPlace(running, { lab, objects, stateFolder }, context);
  }
  if (options.local) {
    const hint = 'Start one first: npm start, or lab up.';
    throw new NoLocalLabError(`no lab of \`npm start\` runs with the state folder ${stateFolder}`, { hint });
  }
  const applied = appliedManifests(lab.lab, set.manifests).map(({ object }) => object);
  return clusterPlace(options, { lab, objects: applied, stateFolder }, context);
}

/** Whether a cluster was ever made from here. */
async function hasCluster(stateFolder: string): Promise<boolean> {
  return (await readIfThere(kubeconfigFile(stateFolder))) !== undefined;
}
