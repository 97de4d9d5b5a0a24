import { resolve } from 'node:path';

import '../../source/plain-schemas.ts';
import type { CommandOptions } from '../../command-line/commands.ts';
import { withImages } from '../../images/image-of.ts';
import { loadInventory } from '../../inventory/load-inventory.ts';
import type { LoadedInventory } from '../../inventory/load-inventory.ts';
import type { LoadedLab } from '../../lab/load.ts';
import { MODULE_NAMES, loadModule } from '../../modules/registry.ts';
import { makePlan } from '../../plan/make-plan.ts';
import { nameVarsFiles } from '../../plan/name-vars-files.ts';
import type { Plan } from '../../plan/plan.ts';
import { loadPlaybook } from '../../playbook/load.ts';
import type { Playbook } from '../../playbook/play.ts';
import { describeLab, renderInfo } from '../../info/describe-lab.ts';
import { HIDDEN_SECRETS } from '../../secrets/secrets.ts';
import type { Problem } from '../../source/problem.ts';
import type { SourceFiles } from '../../source/read.ts';
import type { CommandContext } from '../command.ts';
import { loadLabOf } from '../load-lab.ts';
import { chooseInventory, inventoryContext } from './choose-inventory.ts';
import { withDefaultBecome } from './default-become.ts';
import { readExtraVariables } from './extra-variables.ts';
import { kubeconfigFile } from './kubeconfig-file.ts';
import { readLimit } from './read-limit.ts';
import { stateFolderOf } from '../../lab/state-folder.ts';

/** Everything that a run needs, checked. */
export interface Prepared {
  readonly plan: Plan;
  readonly playbooks: readonly Playbook[];
  readonly lab: LoadedLab;
  readonly inventory: LoadedInventory;
  readonly stateFolder: string;
}

/** What the flags of `provision` and `run` have in common, and what only `provision` has. */
export type RunFlags = Omit<CommandOptions<'run'>, 'module-name' | 'args'> &
  Partial<Pick<CommandOptions<'provision'>, 'tags' | 'skip-tags' | 'start-at-task' | 'step'>>;

/**
 * Reads lab.yml, the playbooks, the inventory and the flags, and makes a plan of them. Every problem of every stage
 * comes in one pass; `prepared` is undefined exactly when there are some.
 */
export async function prepare(
  flags: RunFlags,
  wanted: { readonly playbooks: readonly string[]; readonly files: SourceFiles; readonly isLive: boolean },
  context: CommandContext,
): Promise<{ prepared: Prepared | undefined; problems: readonly Problem[] }> {
  const { files } = wanted;
  const modules = { names: MODULE_NAMES, load: loadModule };
  const [lab, extra] = await Promise.all([
    loadLabOf(context, files, flags.lab),
    readExtraVariables(flags['extra-vars'], files),
  ]);
  const values = lab.loaded && withImages(lab.loaded.lab, context.root);
  const stateFolder = lab.loaded ? stateFolderOf(context.root, lab.loaded.lab) : undefined;
  // Machines answer while playbooks are read.
  const [inventory, loadedPlaybooks] = await Promise.all([
    readInventory({ ...flags, isLive: wanted.isLive }, lab.loaded, { files, context }),
    Promise.all(wanted.playbooks.map((file) => loadPlaybook({ file, files, modules, lab: values ?? {} }))),
  ]);
  const limit = await readLimit(flags.limit, { files, stateFolder });
  const problems = [
    ...lab.problems,
    ...loadedPlaybooks.flatMap((each) => each.problems),
    ...inventory.problems,
    ...extra.problems,
    ...limit.problems,
  ];
  // Without the values of lab.yml, or without machines, every name that hangs on them would look unknown.
  const { known } = inventory;
  if (!lab.loaded || !values || !known || stateFolder === undefined) return { prepared: undefined, problems };
  const knownBefore = {
    inventory: known.inventory,
    hostVariables: known.hostVariables,
    // A task on this machine begins in the home folder: what lab.yml says from the checkout on is made absolute.
    lab: {
      ...values,
      provision: {
        ...values.provision,
        state_folder: stateFolder,
        cache_folder: resolve(context.root, values.provision.cache_folder),
      },
      lab_info: renderInfo(describeLab(lab.loaded.lab, known, kubeconfigFile(stateFolder))).trimEnd(),
      // A run has them in its hands later, when what it prints is watched.
      secrets: HIDDEN_SECRETS,
    },
    extraVariables: extra.variables,
    mode: { isCheck: flags.check, isDiff: flags.diff, forks: flags.forks },
  };
  const loaded = loadedPlaybooks.flatMap(({ playbook }) =>
    playbook ? [withDefaultBecome(playbook, flags)] : [],
  );
  const { playbooks, problems: nameProblems } = await nameVarsFiles(loaded, knownBefore);
  const { plan, problems: planProblems } = makePlan({
    ...knownBefore,
    playbooks,
    limit: limit.problems.length > 0 ? undefined : limit.pattern,
    selection: {
      tags: flags.tags ?? [],
      skipTags: flags['skip-tags'] ?? [],
      startAtTask: flags['start-at-task'],
    },
  });
  const all = [
    ...problems,
    ...nameProblems,
    ...planProblems,
    ...(plan ? limitProblems(plan, limit.pattern) : []),
  ];
  if (!plan || all.length > 0) return { prepared: undefined, problems: all };
  return {
    prepared: { plan, playbooks, lab: lab.loaded, inventory: known, stateFolder },
    problems: [],
  };
}

/** A limit that leaves nothing to do is a slip, and no run that went well. */
function limitProblems({ plays }: Plan, limit: string | undefined): readonly Problem[] {
  if (limit === undefined || plays.some(({ batches }) => batches.length > 0)) return [];
  return [{ code: 'no-machines', message: 'no play is for a machine that this leaves', file: '--limit' }];
}

/** The machines; where none runs, those of lab.yml stand in, so that the playbooks are looked at all the same. */
async function readInventory(
  flags: RunFlags & { readonly isLive: boolean },
  lab: LoadedLab | undefined,
  { files, context }: { readonly files: SourceFiles; readonly context: CommandContext },
): Promise<{ known: LoadedInventory | undefined; problems: readonly Problem[] }> {
  const source = chooseInventory(flags, lab, context);
  if (!source) return { known: undefined, problems: [] };
  const world = inventoryContext(context, files, flags);
  const { loaded, problems } = await loadInventory(source, world);
  if (loaded || source.kind !== 'vagrant') return { known: loaded, problems };
  const { machines, folder } = source;
  return { known: (await loadInventory({ kind: 'planned', machines, folder }, world)).loaded, problems };
}
