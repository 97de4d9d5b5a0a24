import { z } from 'zod';

import { quantityOf } from '../../lab/workload-schema.ts';
import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { checkSchema } from '../../source/schema-problems.ts';
import type { ContainerTemplate, PodTemplate } from './pod-template.ts';

const Amounts = z.looseObject(
  { cpu: z.union([z.string(), z.number()]), memory: z.union([z.string(), z.number()]) },
  'expected cpu and memory',
);

const Resources = z.looseObject(
  {
    resources: z.looseObject({ requests: Amounts, limits: Amounts }, 'expected requests and limits'),
  },
  'expected a container',
);

const probe = (asks: string) => z.looseObject({}, `expected a probe that says ${asks}`);
const Probes = z.looseObject({
  startupProbe: probe('whether start-up is over'),
  readinessProbe: probe('whether requests may come'),
  livenessProbe: probe('whether it has to be started anew'),
});

/** Kinds whose pods are to run on and on, so that somebody has to see whether they are well. */
const RUN_ON: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Containers that do not say what they take, or that nobody asks whether they are well. */
export function upkeepProblems({ manifest, containers }: PodTemplate): readonly Problem[] {
  const { document, object } = manifest;
  const isRunningOn = RUN_ON.includes(object.kind);
  return containers.flatMap((container) => {
    const resources = checkSchema(Resources, document, container.path);
    const probes =
      isRunningOn && !container.isInit ? checkSchema(Probes, document, container.path).problems : [];
    const incomplete = [...resources.problems, ...probes];
    return [
      ...incomplete.map((each) => ({ ...each, code: 'pod-incomplete' as const })),
      ...(resources.value ? beyondLimits(resources.value, container, manifest) : []),
    ];
  });
}

/** Kubernetes refuses a pod that asks for more than it may take. */
function beyondLimits(
  { resources: { requests, limits } }: z.infer<typeof Resources>,
  { path }: ContainerTemplate,
  { document }: PodTemplate['manifest'],
): readonly Problem[] {
  return (['cpu', 'memory'] as const).flatMap((name) => {
    const [asked, most] = [String(requests[name]), String(limits[name])];
    if (!(quantityOf(asked) > quantityOf(most))) return [];
    const message = `asks for ${asked}, and may take ${most} at most`;
    return [problemAt(document, [...path, 'resources', 'requests', name], 'bad-value', message)];
  });
}
