import type { Module } from '../module.ts';
import { K8S_ALIASES, K8sArgs } from './arguments.ts';
import { decideK8s } from './decide.ts';

/** Objects in a cluster. */
export const k8sModule: Module<K8sArgs> = {
  name: 'k8s',
  summary: 'Applies objects to a Kubernetes cluster, waits for them, deletes what is gone.',
  notes: [
    'It works from the user’s machine; no connection to the task’s host is opened. Which host it runs for does not matter: `run_once: true`, or a play on one host.',
    'Objects are applied server-side, as the field manager `remla-lab`, in waves: namespaces, definitions (until they are established), accounts and roles, configuration, Services, custom resources, workloads, what leads requests to them. A field that another manager owns is a conflict, which names it; `force: true` takes it over.',
    'Before anything is changed the API server is asked what every object would become (a dry run). So a mistyped field is found first, only what really differs is sent, and `changed`, --check and --diff say what the API server says.',
    'A wait that comes to no good end tells why: what the pods wait for, the events, the last lines of their logs. It ends before its time where no waiting helps: an image that there is not, a policy that forbids the pods, a Job that failed, a roll-out beyond its own deadline.',
    'The values of Secrets are shown as `***`, in results and differences.',
  ],
  args: K8sArgs,
  aliases: K8S_ALIASES,
  returns: {
    result: {
      description: 'The object as the API server has it; of several, a map with the list `results`.',
      type: 'dict',
      returned: 'always',
    },
    pruned: {
      description: 'What was deleted since it is gone from the set.',
      type: 'list',
      returned: 'with `prune`',
    },
    duration: { description: 'Whole seconds that were waited.', type: 'int', returned: 'with `wait`' },
  },
  example: `- k8s:
    state: present
    definition:
      apiVersion: v1
      kind: Namespace
      metadata:
        name: lab
- k8s:
    template: [../kubernetes/lab, ../kubernetes/app]
    set: lab
    prune: true
    wait: true
    wait_timeout: 180
- k8s:
    state: absent
    api_version: apps/v1
    kind: Deployment
    name: app
    namespace: lab
    wait: true
`,
  check: 'full',
  decide: decideK8s,
};
