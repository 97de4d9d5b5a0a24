import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import type { RoutingObjects } from '../read-objects.ts';

// The local gateway sends a request again only where nothing of it had left; the others need what it does not keep.
const OBEYED = ['connect-failure', 'refused-stream', 'reset-before-request'];

// gRPC's words and codes that no list names: nothing that the lab serves can answer so.
const NEVER_SEEN = ['cancelled', 'unavailable'];

/** Values, not fields, that the local gateway cannot obey. */
export function findLocalLimits(objects: RoutingObjects): readonly Problem[] {
  return [...findRetries(objects), ...findProtocols(objects), ...findContexts(objects)];
}

function findRetries({ VirtualService }: RoutingObjects): readonly Problem[] {
  return VirtualService.flatMap(({ source, spec }) =>
    spec.http.flatMap(({ retries }, at) => {
      const { words = [], statusCodes = [] } = retries?.retryOn ?? {};
      const known = [...OBEYED, ...NEVER_SEEN];
      const refused = [...words.filter((word) => !known.includes(word)), ...statusCodes];
      if (refused.length === 0) return [];
      const message = `the local gateway cannot retry on ${refused.join(', ')}`;
      const hint = `it sends again where nothing had left yet: ${OBEYED.join(', ')}`;
      const path = ['spec', 'http', at, 'retries', 'retryOn'];
      return [problemAt(source, path, 'unsupported-field', message, hint)];
    }),
  );
}

function findProtocols({ Gateway }: RoutingObjects): readonly Problem[] {
  return Gateway.flatMap(({ source, spec }) =>
    spec.servers.flatMap(({ port }, at) =>
      port.protocol === 'HTTP'
        ? []
        : [
            problemAt(
              source,
              ['spec', 'servers', at, 'port', 'protocol'],
              'unsupported-field',
              `the local gateway speaks plain HTTP only, not ${port.protocol}`,
            ),
          ],
    ),
  );
}

function findContexts({ EnvoyFilter }: RoutingObjects): readonly Problem[] {
  return EnvoyFilter.flatMap(({ source, spec }) =>
    spec.configPatches.flatMap(({ match }, at) =>
      match.context === 'GATEWAY'
        ? []
        : [
            problemAt(
              source,
              ['spec', 'configPatches', at, 'match', 'context'],
              'unsupported-field',
              'locally there is no proxy before the services: only GATEWAY can be limited',
            ),
          ],
    ),
  );
}
