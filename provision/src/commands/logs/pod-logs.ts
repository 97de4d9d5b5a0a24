import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';

import type { V1Pod } from '@kubernetes/client-node';

import { openApi } from '../../cluster/api.ts';
import { ClusterError } from '../../cluster/cluster-error.ts';
import { limitsForLooking, listObjects } from '../../cluster/list-objects.ts';
import { loadKubeconfig } from '../../cluster/load-kubeconfig.ts';
import type { Endpoint } from '../../cluster/load-kubeconfig.ts';
import type { CommandOptions } from '../../command-line/commands.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { kubeconfigFile } from '../playbooks/kubeconfig-file.ts';

/** One container of one pod. */
interface Source {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

/** Shows what the pods whose names begin so have written; of several, each line says whose it is. */
export async function podLogs(
  wanted: string,
  given: {
    readonly options: CommandOptions<'logs'>;
    readonly stateFolder: string;
    /** Where the name has none. */
    readonly namespace: string;
  },
  context: CommandContext,
): Promise<Outcome> {
  const { options, stateFolder } = given;
  if (options.unit !== undefined) {
    return { status: 'bad-command-line', mistakes: [`${wanted} is no machine: --unit is for machines`] };
  }
  const [namespace, name] = wanted.includes('/') ? wanted.split('/', 2) : [given.namespace, wanted];
  const endpoint = await loadKubeconfig({ kubeconfig: kubeconfigFile(stateFolder) });
  const pods = await listObjects<V1Pod>(
    openApi(endpoint),
    { apiVersion: 'v1', kind: 'Pod', namespace },
    limitsForLooking(context.stop),
  );
  const sources = pods
    .filter(({ metadata }) => metadata?.name?.startsWith(name ?? '') === true)
    .flatMap((pod) => containersOf(pod, options.container));
  if (sources.length === 0) {
    const names = pods.map(({ metadata }) => metadata?.name ?? '').join(', ');
    const there = names === '' ? 'it has none' : `it has ${names}`;
    const what = options.container === undefined ? '' : ` with a container ${options.container}`;
    const mistake = `neither a machine that runs nor a pod of namespace ${namespace} is called ${name}${what}; ${there}`;
    return { status: 'bad-command-line', mistakes: [mistake] };
  }
  await Promise.all(
    sources.map((source) => show(source, { endpoint, options, isOne: sources.length === 1 }, context)),
  );
  return context.stop.aborted && !options.follow ? { status: 'interrupted' } : { status: 'done' };
}

function containersOf({ metadata, spec }: V1Pod, only: string | undefined): readonly Source[] {
  return (spec?.containers ?? [])
    .filter(({ name }) => only === undefined || name === only)
    .map(({ name }) => ({
      namespace: metadata?.namespace ?? '',
      pod: metadata?.name ?? '',
      container: name,
    }));
}

async function show(
  { namespace, pod, container }: Source,
  given: { readonly endpoint: Endpoint; readonly options: CommandOptions<'logs'>; readonly isOne: boolean },
  { output, stop }: CommandContext,
): Promise<void> {
  const { Log } = await import('@kubernetes/client-node/dist/log.js');
  const { lines: tailLines, follow, previous } = given.options;
  const stream = new PassThrough();
  const request = await new Log(await given.endpoint.config())
    .log(namespace, pod, container, stream, { tailLines, follow, previous })
    .catch((cause: unknown) => {
      throw new ClusterError(`the log of ${namespace}/${pod} cannot be had: ${(cause as Error).message}`, {
        cause,
      });
    });
  stop.addEventListener('abort', () => request.abort(), { once: true });
  const prefix = given.isOne ? '' : `${pod} ${container}: `;
  try {
    for await (const line of createInterface({ input: stream })) output.print(`${prefix}${line}\n`);
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}
