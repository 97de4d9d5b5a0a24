import { expect, test } from 'vitest';

import { loadModule, MODULE_NAMES } from '../modules/registry.ts';
import { loadPlaybook } from '../playbook/load.ts';
import { memoryFiles } from '../playbook/testing/memory-files.ts';
import { artifactProblems } from './check-artifacts.ts';

const LAB = {
  artifacts: {
    kubernetes: {
      version: '1.0',
      url: 'https://x/{file}',
      checksum_url: false,
      files: {
        kubelet: 'kubelet',
        'kube-proxy': { file: 'kube-proxy.tar', image: 'x/kube-proxy:{version}' },
      },
    },
  },
};

const PLAYBOOK = `- hosts: all
  tasks:
    - artifact: { name: kubelet, dest: /k }
    - block:
        - artifact: { name: kube-proksy, state: loaded }
    - artifact: { name: '{{ item }}', state: loaded }
      loop: [kubelet]
    - unarchive: { artifact: runc, dest: / }
    - unarchive: { src: runc, dest: / }
    - file: { path: runc, state: absent }
`;

test('an artifact that lab.yml does not have is a problem where it is named', async () => {
  const { playbook } = await loadPlaybook({
    file: 'site.yml',
    files: memoryFiles({ 'site.yml': PLAYBOOK }),
    modules: { names: MODULE_NAMES, load: loadModule },
    lab: LAB,
  });

  expect(artifactProblems(playbook?.plays ?? [], LAB)).toEqual([
    {
      code: 'bad-value',
      message: 'lab.yml has no artifact `kube-proksy`',
      file: 'site.yml',
      position: { line: 5, column: 29 },
      hint: 'did you mean `kube-proxy`?',
    },
    {
      code: 'bad-value',
      message: 'lab.yml has no artifact `runc`',
      file: 'site.yml',
      position: { line: 8, column: 30 },
      hint: 'known here: `kubelet`, `kube-proxy`',
    },
  ]);
});
