import { z } from 'zod';

import { Flag, Text, whenSound } from '../argument.ts';
import { accessArguments } from './access.ts';
import { Texts } from './argument-texts.ts';
import { waitArguments } from './wait-arguments.ts';

/** The manager that fields belong to which the lab applied. */
export const FIELD_MANAGER = 'remla-lab';

const Fields = z.record(z.string(), z.unknown());

/** The arguments of `k8s`: names and defaults of kubernetes.core.k8s where it has them. */
export const K8sArgs = z
  .strictObject({
    state: z
      .enum(['present', 'absent', 'patched'])
      .default('present')
      .describe(
        'present: applied, server-side; absent: deleted; patched: merged into an object that is there, and nothing where there is none.',
      ),
    definition: z
      .union([Text, Fields, z.array(Fields)])
      .optional()
      .describe('The objects: YAML, one object, or a list of them.'),
    src: Text.optional().describe('A file with the objects, plain YAML, on the user’s machine (in `files`).'),
    template: Texts.optional().describe(
      'Handlebars templates of objects: files, or folders with everything below them, rendered and checked as `lab render` does it. What lab.yml leaves out (`mesh: none`, `monitoring: false`) is left out.',
    ),
    api_version: Text.default('v1').describe('With `kind`: where the object is not written out.'),
    kind: Text.optional().describe('The kind of an object that is not written out.'),
    name: Text.optional().describe('Its name.'),
    namespace: Text.optional().describe(
      'For objects that name none; without it the context’s, mostly `default`. Passed over for kinds that lie in none.',
    ),
    label_selectors: Texts.default([]).describe(
      'Takes only those objects of `definition`, `src` and `template` whose labels fit: `app=web`, `app!=web`, `app`, `!app`.',
    ),
    apply: Flag.default(true).describe(
      'Changes nothing: `present` is always a server-side apply under strict field validation.',
    ),
    server_side_apply: z
      .strictObject({
        field_manager: Text.default(FIELD_MANAGER).describe('Who the fields belong to.'),
        force_conflicts: Flag.default(false).describe('The same as `force`.'),
      })
      .optional()
      .describe('How it is applied.'),
    force: Flag.default(false).describe(
      'Takes over fields that others manage (`kubectl scale`, an autoscaler). Without it such a conflict fails the task and names them. Nothing is ever replaced as a whole.',
    ),
    set: Text.refine(
      (name) => /^[a-z0-9]([a-z0-9-]{0,50}[a-z0-9])?$/.test(name),
      'expected a name of lower-case letters, digits and `-`',
    )
      .optional()
      .describe(
        'Ours: what these objects are as a whole. Each of them gets a label, and a ConfigMap `applyset-NAME` in `namespace` remembers their kinds (an ApplySet of Kubernetes).',
      ),
    prune: Flag.default(false).describe(
      'Ours: deletes what was applied as this `set` before and is not among the objects any more, once all is well; with `absent`, too. Never namespaces, definitions, or members of other sets.',
    ),
    ...waitArguments,
    delete_options: z
      .strictObject({
        propagationPolicy: z
          .enum(['Foreground', 'Background', 'Orphan'])
          .optional()
          .describe('What becomes of what hangs on the object.'),
        gracePeriodSeconds: z.int().min(0).optional().describe('How long it may take to end.'),
        preconditions: z
          .strictObject({
            resourceVersion: Text.optional().describe('It must have this version.'),
            uid: Text.optional().describe('It must be this very object.'),
          })
          .optional()
          .describe('What must hold, or nothing is deleted.'),
      })
      .optional()
      .describe('How `absent` deletes.'),
    merge_type: z
      .union([
        z.enum(['json', 'merge', 'strategic-merge']),
        z.array(z.enum(['json', 'merge', 'strategic-merge'])),
      ])
      .default(['strategic-merge', 'merge'])
      .transform((types) => (Array.isArray(types) ? types : [types]))
      .describe('How `patched` merges: the first that the kind takes.'),
    ...accessArguments,
  })
  .refine(
    ({ definition, src, template }) =>
      [definition, src, template].filter((each) => each !== undefined).length <= 1,
    whenSound('`definition`, `src` and `template` exclude each other'),
  )
  .refine(
    ({ definition, src, template, kind, name }) =>
      definition !== undefined ||
      src !== undefined ||
      template !== undefined ||
      (kind !== undefined && name !== undefined),
    whenSound('what is meant? `definition`, `src`, `template`, or `kind` and `name`'),
  )
  .refine(
    ({ prune, label_selectors: selectors }) => !prune || selectors.length === 0,
    whenSound('`prune` and `label_selectors` exclude each other: what is not taken would be deleted'),
  )
  .refine(
    ({ prune, set }) => !prune || set !== undefined,
    whenSound('`prune` needs a `set`: what belongs together?'),
  );
export type K8sArgs = z.infer<typeof K8sArgs>;

export const K8S_ALIASES = {
  resource_definition: 'definition',
  inline: 'definition',
  api: 'api_version',
  version: 'api_version',
} as const;
