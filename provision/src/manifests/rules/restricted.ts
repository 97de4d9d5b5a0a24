import { z } from 'zod';

import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { checkSchema, valueAt } from '../../source/schema-problems.ts';
import type { PodTemplate } from './pod-template.ts';

// The Pod Security Standard `restricted` (https://kubernetes.io/docs/concepts/security/pod-security-standards/), and
// beyond it a root file system that nothing is written to. A cluster that enforces the standard refuses the pod, not the
// Deployment, so a mistake would only show as pods that never come.

const NEVER = z.literal(false, 'expected false').optional();
const SECCOMP = ['RuntimeDefault', 'Localhost'];
const VOLUMES =
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret'.split(' ');

const Shared = {
  runAsUser: z.int().min(1, 'expected a user other than root').optional(),
  seLinuxOptions: z
    .looseObject({ user: z.undefined('not allowed').optional(), role: z.undefined('not allowed').optional() })
    .optional(),
  appArmorProfile: z.looseObject({ type: z.enum(SECCOMP) }).optional(),
  windowsOptions: z.looseObject({ hostProcess: NEVER }).optional(),
};

const PodSpec = z.looseObject({
  hostNetwork: NEVER,
  hostPID: NEVER,
  hostIPC: NEVER,
  securityContext: z
    .looseObject({ ...Shared, sysctls: z.array(z.unknown()).max(0, 'expected none').optional() })
    .optional(),
  volumes: z
    .array(
      z
        .looseObject({})
        .refine(
          (volume) => Object.keys(volume).every((key) => key === 'name' || VOLUMES.includes(key)),
          `expected a volume of these kinds: ${VOLUMES.join(', ')}`,
        ),
    )
    .optional(),
});

const Container = z.looseObject({
  ports: z
    .array(z.looseObject({ hostPort: z.literal(0, 'expected no port of the machine').optional() }))
    .optional(),
  securityContext: z.looseObject(
    {
      ...Shared,
      allowPrivilegeEscalation: z.literal(false, 'expected false'),
      readOnlyRootFilesystem: z.literal(true, 'expected true'),
      privileged: NEVER,
      procMount: z.literal('Default', 'expected Default').optional(),
      capabilities: z.looseObject(
        {
          drop: z.array(z.string()).refine((names) => names.includes('ALL'), 'expected [ALL]'),
          add: z.array(z.literal('NET_BIND_SERVICE', 'expected NET_BIND_SERVICE or nothing')).optional(),
        },
        'expected { drop: [ALL] }',
      ),
    },
    'expected allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }, readOnlyRootFilesystem: true',
  ),
});

/** What a pod, or else each of its containers, must say. */
const OF_POD_OR_CONTAINER = [
  { key: ['runAsNonRoot'], isKept: (value: unknown) => value === true, expected: 'true' },
  {
    key: ['seccompProfile', 'type'],
    isKept: (value: unknown) => SECCOMP.includes(String(value)),
    expected: SECCOMP.join(' or '),
  },
] as const;

const HINT = 'the namespace enforces the Pod Security Standard `restricted`';

/** What of a pod the standard refuses. */
export function restrictedProblems(pod: PodTemplate): readonly Problem[] {
  const { document } = pod.manifest;
  const found = [
    ...checkSchema(PodSpec, document, pod.path).problems,
    ...pod.containers.flatMap(({ path }) => checkSchema(Container, document, path).problems),
    ...OF_POD_OR_CONTAINER.flatMap((each) => inheritedProblems(pod, each)),
  ];
  return found.map((each) => ({ ...each, code: 'pod-standard', hint: HINT }));
}

function inheritedProblems(
  { manifest, path, spec, containers }: PodTemplate,
  { key, isKept, expected }: (typeof OF_POD_OR_CONTAINER)[number],
): readonly Problem[] {
  const ofPod = valueAt(spec, ['securityContext', ...key]);
  return containers.flatMap((container) => {
    const own = valueAt(container.value, ['securityContext', ...key]);
    if (isKept(own ?? ofPod)) return [];
    const at = own === undefined ? path : container.path;
    const message = `\`securityContext.${key.join('.')}\`: expected ${expected}`;
    return [problemAt(manifest.document, [...at, 'securityContext', ...key], 'pod-standard', message)];
  });
}
