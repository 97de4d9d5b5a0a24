import { z } from 'zod';

import type { SourceDocument } from '../source/document.ts';
import { problemAt } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { checkSchema, valueAt } from '../source/schema-problems.ts';
import { DestinationRuleSpec } from './schema/destination-rule.ts';
import { EnvoyFilterSpec } from './schema/envoy-filter.ts';
import { GatewaySpec } from './schema/gateway.ts';
import { ObjectMeta } from './schema/object-meta.ts';
import { ServiceSpec } from './schema/service.ts';
import { VirtualServiceSpec } from './schema/virtual-service.ts';

const ISTIO = 'networking.istio.io';
const STABLE = ['v1', 'v1beta1', 'v1alpha3'];

/** The schema of each kind that is read. */
export const SPECS = {
  Gateway: GatewaySpec,
  VirtualService: VirtualServiceSpec,
  DestinationRule: DestinationRuleSpec,
  EnvoyFilter: EnvoyFilterSpec,
  Service: ServiceSpec,
} as const;

/** The kinds that are read. */
export type Kind = keyof typeof SPECS;

/** An object of a manifest and where it stands. */
export interface RoutingObject<Spec> {
  readonly source: SourceDocument;
  readonly name: string;
  readonly namespace: string;
  readonly spec: Spec;
}

/** All objects of the kinds that are read, each in the order of the documents. */
export type RoutingObjects = {
  readonly [K in Kind]: readonly RoutingObject<z.infer<(typeof SPECS)[K]>>[];
};

// Groups whose objects change what happens to a request. Who is not read, and is not known to be harmless, is refused.
const OTHER_ROUTERS = /^(networking\.istio\.io|gateway\.networking\.k8s\.io|extensions\.istio\.io)\//;

/**
 * The objects of the documents that have to do with routes. Kubernetes' other kinds are left alone;
 * kinds that route, but are not read, are problems.
 */
export function readObjects(documents: readonly SourceDocument[]): {
  objects: RoutingObjects;
  problems: readonly Problem[];
} {
  const objects: { [K in Kind]: RoutingObject<never>[] } = {
    Gateway: [],
    VirtualService: [],
    DestinationRule: [],
    EnvoyFilter: [],
    Service: [],
  };
  const problems: Problem[] = [];
  for (const source of documents) {
    const kind = kindOf(source, problems);
    if (!kind) continue;
    const read = checkSchema(objectSchema(kind), source);
    problems.push(...read.problems.map(asField));
    if (read.value === undefined) continue;
    const { metadata, spec } = read.value;
    objects[kind].push({ source, name: metadata.name, namespace: metadata.namespace, spec: spec as never });
  }
  return { objects, problems };
}

function kindOf(source: SourceDocument, problems: Problem[]): Kind | undefined {
  const [version, kind] = [valueAt(source.value, ['apiVersion']), valueAt(source.value, ['kind'])];
  if (kind === 'Service' && version === 'v1') return kind;
  if (typeof version !== 'string' || !OTHER_ROUTERS.test(version)) return undefined;
  const known = STABLE.map((each) => `${ISTIO}/${each}`).includes(version) && typeof kind === 'string';
  if (known && Object.hasOwn(SPECS, kind) && kind !== 'Service') return kind as Kind;
  const message = `${String(kind)} of ${version} decides about requests, and is not known here`;
  problems.push(problemAt(source, ['kind'], 'unsupported-field', message));
  return undefined;
}

function objectSchema(kind: Kind) {
  const metadata = kind === 'Service' ? ObjectMeta.loose() : ObjectMeta;
  const versions = kind === 'EnvoyFilter' ? ['v1alpha3'] : STABLE;
  const apiVersion =
    kind === 'Service' ? z.literal('v1') : z.enum(versions.map((each) => `${ISTIO}/${each}`));
  const fields = { apiVersion, kind: z.literal(kind), metadata, spec: SPECS[kind] as z.ZodType };
  return kind === 'Service' ? z.looseObject(fields) : z.strictObject(fields);
}

/** In a manifest a key is called a field. */
function asField(found: Problem): Problem {
  if (found.code !== 'unknown-key') return found;
  return { ...found, code: 'unknown-field', message: found.message.replace('unknown key', 'unknown field') };
}
