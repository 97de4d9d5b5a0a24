import { DISCOVERY_PATHS, DISCOVERY_TYPE, readDiscovery } from './discovery.ts';
import type { Endpoint } from './load-kubeconfig.ts';
import type { ApiRequest, ApiResponse } from './request.ts';
import type { Resource } from './resource.ts';
import { sendUntilAnswered } from './send-again.ts';
import type { Limits } from './send-again.ts';

/** The API of one cluster, as one user. */
export interface Api {
  readonly endpoint: Endpoint;
  /** @throws {ClusterError} where no answer came, and for credentials that are not accepted */
  readonly send: (request: ApiRequest, limits: Limits) => Promise<ApiResponse>;
  /** Everything that is served. Asked once in a run. */
  readonly resources: (limits: Limits) => Promise<readonly Resource[]>;
  /** The kind as it is served; undefined where it is not. A kind that is new is asked for again. */
  readonly resourceOf: (
    kind: Pick<Resource, 'apiVersion' | 'kind'>,
    limits: Limits,
  ) => Promise<Resource | undefined>;
}

export function openApi(endpoint: Endpoint): Api {
  let served: Promise<readonly Resource[]> | undefined;
  const send: Api['send'] = (request, limits) => sendUntilAnswered(endpoint, request, limits);
  const discover = (limits: Limits) => {
    const asked = askDiscovery(send, limits);
    served = asked;
    // A task that was interrupted on the way does not speak for the next one.
    asked.catch(() => (served = served === asked ? undefined : served));
    return asked;
  };
  const resources: Api['resources'] = (limits) => served ?? discover(limits);
  return {
    endpoint,
    send,
    resources,
    resourceOf: async (wanted, limits) => {
      const isWanted = ({ apiVersion, kind }: Resource) =>
        apiVersion === wanted.apiVersion && kind === wanted.kind;
      const known = served;
      const found = (await resources(limits)).find(isWanted);
      if (found !== undefined || known === undefined) return found;
      // Whoever looked for something new at the same time asked again already.
      const again = served === known ? discover(limits) : resources(limits);
      return (await again).find(isWanted);
    },
  };
}

async function askDiscovery(send: Api['send'], limits: Limits): Promise<readonly Resource[]> {
  const answers = await Promise.all(
    DISCOVERY_PATHS.map((path) => send({ method: 'GET', path, accept: DISCOVERY_TYPE }, limits)),
  );
  return answers.flatMap(({ text }) => readDiscovery(text));
}
