import { z } from 'zod';

import type { Lab } from '../../lab/schema.ts';
import { durationMs } from '../../lab/values.ts';
import type { RouteTable } from '../../routing/table.ts';

/** What the manifests promise to visitors: what `lab traffic` holds the lab to. */
export const Promised = z.strictObject({
  /** The share of new sessions for each release, in percent. */
  split: z.array(z.strictObject({ release: z.string(), weight: z.number() })),
  /** Null where no limit is set. */
  limit: z
    .strictObject({
      tokens: z.number(),
      /** How long it takes until one token is back. */
      refillMs: z.number(),
      isPerClient: z.boolean(),
      /** The header that names a client; null where the address does. */
      userHeader: z.string().nullable(),
    })
    .nullable(),
});
export type Promised = z.infer<typeof Promised>;

/** What a route table promises: read from it, not from lab.yml, for the manifests may have been edited. */
export function promisedBy(table: RouteTable): Promised {
  return { split: splitOf(table), limit: limitOf(table) };
}

/** What lab.yml promises, for a lab that was not started from here. */
export function promisedByLab({ releases, rate_limit: limit }: Lab): Promised {
  return {
    split: Object.entries(releases).map(([release, { weight }]) => ({ release, weight })),
    limit: {
      tokens: limit.tokens,
      refillMs: durationMs(limit.refill.interval) / limit.refill.tokens,
      isPerClient: limit.per === 'client',
      userHeader: limit.per === 'client' && limit.user_header !== false ? limit.user_header : null,
    },
  };
}

/** The shares of the first rule at a gateway that draws. */
function splitOf(table: RouteTable): Promised['split'] {
  const rules = table.virtualServices
    .filter(({ gateways }) => gateways.some((gateway) => gateway !== 'mesh'))
    .flatMap((service) => service.rules);
  for (const { action } of rules) {
    if (action.kind !== 'route' || action.destinations.length < 2) continue;
    return action.destinations.map(({ destination, weight }) => ({
      release: destination.subset ?? destination.host,
      weight,
    }));
  }
  return [];
}

function limitOf({ rateLimit }: RouteTable): Promised['limit'] {
  const [descriptor] = rateLimit?.descriptors ?? [];
  if (!rateLimit || !descriptor || rateLimit.enabled === 0 || rateLimit.enforced === 0) return null;
  const { maxTokens, tokensPerFill, fillIntervalMs } = descriptor.bucket;
  const isPerClient = rateLimit.descriptors.some(({ entries }) =>
    entries.some(({ value }) => value === undefined),
  );
  const naming = rateLimit.actionLists.flat().find((action) => action.kind === 'header');
  return {
    tokens: maxTokens,
    refillMs: fillIntervalMs / tokensPerFill,
    isPerClient,
    userHeader: isPerClient ? (naming?.name ?? null) : null,
  };
}
