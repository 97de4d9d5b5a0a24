import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { kubeconfigFor, startApiDouble } from '../cluster/testing/api-double.ts';
import { ends, openStage, resultOf } from './testing/play-out.ts';

const CHECK = { isCheck: true, isDiff: false, forks: 1 };
const NODE = { metadata: { name: 'n' } };

test('a task asks the cluster of the lab, from the user’s machine', async () => {
  await using stage = await openStage();
  await using api = await startApiDouble(() => ({ body: { items: [NODE] } }));
  await using away = await startApiDouble(() => ({ body: { items: [] } }));

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - { name: ours, k8s_info: { kind: Node } }
    - { name: another, k8s_info: { kind: Node, kubeconfig: ${away.kubeconfig}, context: there } }
    - { name: full name, kubernetes.core.k8s_info: { kind: Toy } }
`,
    { options: { kubeconfig: api.kubeconfig } },
  );

  expect(ends(played)).toEqual(['a | ours | ok', 'a | another | ok', 'a | full name | ok']);
  expect(resultOf(played, 'ours')).toMatchObject({
    resources: [{ apiVersion: 'v1', kind: 'Node', ...NODE }],
    api_found: true,
  });
  expect(resultOf(played, 'another')).toMatchObject({ resources: [] });
  expect(resultOf(played, 'full name')).toMatchObject({ api_found: false });
});

test('without a cluster the task says how to come by one', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - { name: ask, k8s_info: { kind: Node } }
`);

  expect(ends(played)).toEqual(['a | ask | failed']);
  expect(resultOf(played, 'ask')['msg']).toBe(
    `the kubeconfig ${join(stage.folder, 'kubeconfig')} is not there (playbooks/cluster.yml writes it, npm run provision runs it; for another cluster name its own with \`kubeconfig\`)`,
  );
});

test('in check mode a cluster that an earlier task would have made is no failure', async () => {
  await using stage = await openStage();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - { name: make the cluster, copy: { content: x, dest: "{{ folder }}/x" } }
    - { name: ask it, k8s_info: { kind: Node } }
`,
    { mode: CHECK },
  );

  expect(ends(played)).toEqual(['a | make the cluster | changed', 'a | ask it | unknown']);
});

test('a kubeconfig that is written in the run is read anew', async () => {
  await using stage = await openStage();
  await using api = await startApiDouble(() => ({ body: { items: [NODE] } }));
  const kubeconfig = join(stage.folder, 'kubeconfig');
  await writeFile(kubeconfig, kubeconfigFor('http://127.0.0.1:1'));

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - { name: write, command: cp ${api.kubeconfig} ${kubeconfig} }
    - { name: ask, k8s_info: { kind: Node } }
`,
    { options: { kubeconfig } },
  );

  expect(ends(played)).toEqual(['a | write | changed', 'a | ask | ok']);
});
