import { z } from 'zod';

import { Text } from '../argument.ts';
import { accessArguments } from '../k8s/access.ts';
import { Texts } from '../k8s/argument-texts.ts';
import { waitArguments } from '../k8s/wait-arguments.ts';

/** The arguments of `k8s_info`: names and defaults of kubernetes.core.k8s_info where it has them. */
export const K8sInfoArgs = z.strictObject({
  kind: Text.describe('The kind of the objects, e.g. Pod.'),
  api_version: Text.default('v1').describe('Its version, with the group: apps/v1.'),
  name: Text.optional().describe('One object; without it all of the kind.'),
  namespace: Text.optional().describe(
    'Where they lie. Without it: with a `name` the context’s namespace, mostly `default`; else all.',
  ),
  label_selectors: Texts.default([]).describe(
    'Only objects whose labels fit all of these: `app=web`, `app!=web`, `app`, `!app`.',
  ),
  field_selectors: Texts.default([]).describe(
    'Only objects whose fields fit all of these, as far as the API server knows them: `status.phase=Running`.',
  ),
  hidden_fields: Texts.default(['metadata.managedFields']).describe(
    'Fields that are left out: paths with dots.',
  ),
  ...waitArguments,
  wait: waitArguments.wait.describe(
    'Waits until there is at least one, and all of them are as they shall be: pods ready, workloads rolled out, or `wait_condition` holds. Not in check mode.',
  ),
  ...accessArguments,
});
export type K8sInfoArgs = z.infer<typeof K8sInfoArgs>;

export const K8S_INFO_ALIASES = { api: 'api_version', version: 'api_version' } as const;
