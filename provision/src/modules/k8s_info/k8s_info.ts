import type { ClusterAnswer, ClusterObject, ClusterRead } from '../cluster.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { accessOf } from '../k8s/access.ts';
import { describeRefusal } from '../k8s/refusals.ts';
import { refOf, titleOf } from '../k8s/show.ts';
import { judgeObject } from '../k8s/wait/judge-object.ts';
import { judgeCondition } from '../k8s/wait/single.ts';
import type { Module, ModuleContext } from '../module.ts';
import { K8S_INFO_ALIASES, K8sInfoArgs } from './arguments.ts';
import { withoutFields } from './without-fields.ts';

/** What a cluster holds. */
export const k8sInfoModule: Module<K8sInfoArgs> = {
  name: 'k8s_info',
  summary: 'Reads objects of a Kubernetes cluster.',
  notes: [
    'It works from the user’s machine; no connection to the task’s host is opened.',
    'Secrets come as they are: give such a task `no_log: true`.',
  ],
  args: K8sInfoArgs,
  aliases: K8S_INFO_ALIASES,
  returns: {
    resources: {
      description: 'The objects; an empty list where there is none.',
      type: 'list',
      returned: 'always',
    },
    api_found: {
      description: 'Whether the cluster serves this kind at all.',
      type: 'bool',
      returned: 'always',
    },
    duration: { description: 'Whole seconds that were waited.', type: 'int', returned: 'with `wait`' },
  },
  example: `- k8s_info:
    kind: Node
  register: nodes
- k8s_info:
    api_version: apps/v1
    kind: Deployment
    namespace: lab
    label_selectors: [app=app]
    wait: true
`,
  check: 'full',
  decide,
};

function decide(args: K8sInfoArgs, context: ModuleContext): Decision {
  const access = accessOf(args);
  const read = readOf(args);
  if (!args.wait || context.isCheck) {
    return ask({ found: { kind: 'cluster', access, read } }, ({ found }) => settle(args, found));
  }
  const wait = {
    kind: 'cluster-poll',
    access,
    read,
    missing: (answer: ClusterAnswer) => missingIn(answer, args),
    intervalMs: args.wait_sleep * 1_000,
    timeoutMs: args.wait_timeout * 1_000,
  } as const;
  return act([wait], { changed: false }, ([{ answer, missing, elapsedMs }]) => {
    const duration = Math.round(elapsedMs / 1_000);
    if (missing !== undefined) {
      return failed(`not so after ${args.wait_timeout} s: ${missing}`, {
        ...resultOf(args, answer),
        duration,
      });
    }
    return settle(args, answer, { duration });
  });
}

function readOf(args: K8sInfoArgs): ClusterRead {
  const { api_version: apiVersion, kind, name, namespace } = args;
  const [labels, fields] = [args.label_selectors, args.field_selectors];
  if (name !== undefined && labels.length === 0 && fields.length === 0) {
    return { read: 'object', of: { apiVersion, kind, name, namespace } };
  }
  const byName = name === undefined ? [] : [`metadata.name=${name}`];
  return {
    read: 'list',
    apiVersion,
    kind,
    namespace,
    labels: labels.join(',') || undefined,
    fields: [...byName, ...fields].join(',') || undefined,
  };
}

function settle(
  args: K8sInfoArgs,
  answer: ClusterAnswer | undefined,
  waited: { readonly duration?: number } = {},
): Decision {
  const { kind, name, namespace } = args;
  if (answer?.kind === 'refused') {
    const title = name === undefined ? kind : titleOf({ kind, name, namespace });
    return failed(`${title}: ${describeRefusal(answer)}`, resultOf(args, answer));
  }
  return done(false, { ...resultOf(args, answer), ...waited });
}

function resultOf({ hidden_fields: hidden }: K8sInfoArgs, answer: ClusterAnswer | undefined) {
  const resources = objectsIn(answer).map((object) => withoutFields(object, hidden));
  return { resources, api_found: answer !== undefined && answer.kind !== 'unserved' };
}

function objectsIn(answer: ClusterAnswer | undefined): readonly ClusterObject[] {
  if (answer?.kind === 'object') return [answer.object];
  return answer?.kind === 'list' ? answer.items : [];
}

function missingIn(
  answer: ClusterAnswer,
  { kind, wait_condition: condition }: K8sInfoArgs,
): string | undefined {
  if (answer.kind === 'refused' || answer.kind === 'unserved') return answer.message;
  const objects = objectsIn(answer);
  if (objects.length === 0) return `there is no such ${kind}`;
  const open = objects.flatMap((object) => {
    const verdict = condition === undefined ? judgeObject(object) : judgeCondition(object, condition);
    return verdict.kind === 'ready' ? [] : [`${titleOf(refOf(object))}: ${verdict.text}`];
  });
  const [first, ...others] = open;
  return others.length === 0 ? first : `${first} (and ${others.length} more)`;
}
