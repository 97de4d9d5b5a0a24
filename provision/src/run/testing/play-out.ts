import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Host, Inventory } from '../../inventory/inventory.ts';
import { MODULE_NAMES, loadModule } from '../../modules/registry.ts';
import { makePlan } from '../../plan/make-plan.ts';
import type { PlanRequest } from '../../plan/make-plan.ts';
import { nameVarsFiles } from '../../plan/name-vars-files.ts';
import { loadPlaybook } from '../../playbook/load.ts';
import { memoryFiles } from '../../playbook/testing/memory-files.ts';
import { createKnownHosts } from '../../transport/known-hosts.ts';
import { openConnection } from '../../transport/open-connection.ts';
import type { ConnectionOptions } from '../../transport/open-connection.ts';
import { artifactStoreIn } from '../../artifacts/testing/artifact-store.ts';
import { imageSettingsIn } from '../../images/testing/image-settings.ts';
import { systemClock } from '../clock.ts';
import type { RunEvent, RunStatus } from '../event.ts';
import type { RunOptions } from '../run-options.ts';
import { runPlan } from '../run-plan.ts';

/** What a run of a playbook came to. */
export interface Played {
  readonly status: RunStatus;
  readonly events: readonly RunEvent[];
}

/** A stage for playbooks: machines that are this one, files only in memory, state in a folder of its own. */
export interface Stage extends AsyncDisposable {
  /** Given to playbooks as the lab value `folder`. */
  readonly folder: string;
  /** Runs a playbook (or several files of which `site.yml` is run). @throws {Error} for a playbook with problems */
  readonly play: (
    playbook: string | Readonly<Record<string, string>>,
    how?: Partial<Pick<PlanRequest, 'inventory' | 'selection' | 'mode' | 'extraVariables'>> & {
      readonly options?: Partial<RunOptions>;
      readonly onEvent?: (event: RunEvent) => void;
    },
  ) => Promise<Played>;
}

/** A stage with machines of these names. */
export async function openStage(names: readonly string[] = ['a']): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'run-'));
  const inventory = inventoryOf(names);
  return {
    folder,
    play: async (playbook, { options, onEvent, ...how } = {}) => {
      const files = memoryFiles(typeof playbook === 'string' ? { 'site.yml': playbook } : playbook);
      const lab = { folder };
      const loaded = await loadPlaybook({
        file: 'site.yml',
        files,
        modules: { names: MODULE_NAMES, load: loadModule },
        lab,
      });
      const known = {
        inventory,
        hostVariables: new Map(),
        lab,
        extraVariables: {},
        mode: { isCheck: false, isDiff: false, forks: 1 },
        ...how,
      };
      const named = await nameVarsFiles(loaded.playbook ? [loaded.playbook] : [], known);
      const { plan, problems } = makePlan({
        playbooks: named.playbooks,
        limit: undefined,
        selection: { tags: ['all'], skipTags: [], startAtTask: undefined },
        ...known,
      });
      const all = [...loaded.problems, ...named.problems, ...problems];
      if (!plan || all.length > 0) throw new Error(all.map(({ message }) => message).join('\n'));
      const events: RunEvent[] = [];
      const status = await runPlan(plan, {
        connect: (host) => openConnection(host, localOptions(folder)),
        sink: (event) => {
          events.push(structuredClone(event));
          onEvent?.(event);
        },
        signal: new AbortController().signal,
        kill: new AbortController().signal,
        clock: systemClock,
        playbooks: ['site.yml'],
        version: '0.0.0',
        verbosity: 0,
        artifacts: artifactStoreIn(folder),
        images: imageSettingsIn(folder),
        kubeconfig: join(folder, 'kubeconfig'),
        textOf: files.textOf,
        becomePassword: () => undefined,
        scrub: (text) => text,
        stateFolder: join(folder, 'state'),
        ...options,
      });
      return { status, events };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** No machine of a stage is reached by SSH. */
export function localOptions(folder: string): ConnectionOptions {
  const knownHosts = createKnownHosts({ file: join(folder, 'known_hosts'), onNote: () => undefined });
  return { knownHosts, environment: {}, graceSeconds: 1 };
}

/** Hosts with the address of this machine; each also in a group of its own, `only_NAME`. */
function inventoryOf(names: readonly string[]): Inventory {
  const hosts = names.map((name): Host => {
    return { name, address: { kind: 'local' }, machineId: undefined, groups: [`only_${name}`, 'all'] };
  });
  const groups = names.map((name) => [`only_${name}`, [name]] as const);
  return { hosts, groups: new Map([['all', names], ['ungrouped', []], ...groups]) };
}

/** What tests look at: `a | task | status`, in the order in which it was reported. */
export function ends({ events }: Played): readonly string[] {
  const names = new Map<string, string>();
  return events.flatMap((event) => {
    if (event.type === 'task-started') names.set(event.task.id, event.task.name);
    if (event.type !== 'host-finished') return [];
    const { status, isIgnored, isRescued } = event.outcome;
    const mark = isIgnored ? ' ignored' : isRescued ? ' rescued' : '';
    return [`${event.host} | ${names.get(event.taskId)} | ${status}${mark}`];
  });
}

/** The result of a task, by its name, on a machine. */
export function resultOf(played: Played, name: string, host = 'a'): Readonly<Record<string, unknown>> {
  const started = played.events.find((event) => event.type === 'task-started' && event.task.name === name);
  const id = started?.type === 'task-started' ? started.task.id : undefined;
  const end = played.events.find(
    (event) => event.type === 'host-finished' && event.taskId === id && event.host === host,
  );
  if (end?.type !== 'host-finished') throw new Error(`${name} did not end on ${host}`);
  return end.outcome.result;
}
