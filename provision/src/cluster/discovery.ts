import { z } from 'zod';

import { ClusterError } from './cluster-error.ts';
import type { Resource } from './resource.ts';

/** What is asked for: everything that is served, in one answer for each of the two places where groups lie. */
export const DISCOVERY_PATHS = ['/api', '/apis'] as const;
export const DISCOVERY_TYPE = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

// Not strict: an API server of a later version may say more.
const Group = z.object({
  metadata: z.object({ name: z.string().optional() }).optional(),
  versions: z.array(
    z.object({
      version: z.string(),
      resources: z
        .array(
          z.object({
            resource: z.string(),
            responseKind: z.object({ kind: z.string() }).optional(),
            scope: z.string(),
            verbs: z.array(z.string()).nullish(),
          }),
        )
        .nullish(),
    }),
  ),
});
const GroupList = z.object({ kind: z.literal('APIGroupDiscoveryList'), items: z.array(Group) });

/** The kinds that an answer to discovery names. @throws {ClusterError} for what is none */
export function readDiscovery(text: string): readonly Resource[] {
  const read = GroupList.safeParse(parse(text));
  if (!read.success) {
    throw new ClusterError('the API server does not say in one answer which kinds it serves', {
      hint: 'Kubernetes 1.30 and later do',
    });
  }
  return read.data.items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources }) =>
      (resources ?? []).flatMap(({ resource, responseKind, scope, verbs }): Resource[] =>
        responseKind === undefined
          ? []
          : [
              {
                apiVersion: metadata?.name ? `${metadata.name}/${version}` : version,
                kind: responseKind.kind,
                plural: resource,
                isNamespaced: scope === 'Namespaced',
                canList: verbs?.includes('list') ?? false,
              },
            ],
      ),
    ),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
