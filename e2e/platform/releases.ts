import { z } from 'zod';

import { helm } from './programs.ts';

const Release = z.object({
  name: z.string(),
  namespace: z.string(),
  revision: z.string(),
  status: z.string(),
  chart: z.string(),
});

/** The releases of all namespaces, a line each, sorted. */
export async function releases(): Promise<readonly string[]> {
  const list: unknown = JSON.parse(await helm('list', '--all-namespaces', '--output', 'json'));
  return z
    .array(Release)
    .parse(list)
    .map(
      ({ name, namespace, revision, status, chart }) =>
        `${namespace}/${name} ${chart} revision ${revision} ${status}`,
    )
    .toSorted();
}
