import { expect, test } from 'vitest';

import { parseTemplateValue } from '../expression/template-value.ts';
import { loadSample, SAMPLE_LAB, shown } from '../playbook/testing/load-sample.ts';
import { parseYaml } from '../source/yaml.ts';
import { nameVarsFiles } from './name-vars-files.ts';
import { SAMPLE_INVENTORY } from './testing/sample-inventory.ts';
import { variablesFor } from './variables.ts';

const MODE = { isCheck: false, isDiff: false, forks: 1 };

/** Reads `site.yml`, one play, and names its files; with what `v` is on a machine. */
async function name(files: Readonly<Record<string, string>>) {
  const { document } = parseYaml({ file: 'hosts.yml', text: 'role: worker' });
  if (!document) throw new Error('no YAML');
  const role = new Map([['role', parseTemplateValue(document, ['role']).value]]);
  const { playbook } = await loadSample(files);
  const known = {
    inventory: SAMPLE_INVENTORY,
    hostVariables: new Map([['node1', [role]]]),
    lab: SAMPLE_LAB,
    extraVariables: { stage: 'test' },
    mode: MODE,
  };
  const { playbooks, problems } = await nameVarsFiles(playbook ? [playbook] : [], known);
  const play = playbooks[0]?.plays[0];
  const valueOn = (host: string) => {
    const found = SAMPLE_INVENTORY.hosts.find((each) => each.name === host);
    if (!found || !play) throw new Error('no host, or no play');
    return variablesFor({ plan: known, host: found, play, remembered: () => undefined, playHosts: [] })['v'];
  };
  return { problems: shown(problems), valueOn };
}

test('a name hangs on -e, on the machine, on vars and on files further up', async () => {
  const { problems, valueOn } = await name({
    'site.yml': `
- hosts: nodes
  vars: { folder: vars }
  vars_files: ["{{ folder }}/{{ stage }}.yml", "{{ inventory_hostname }}-{{ tail }}.yml"]
`,
    'vars/test.yml': 'tail: end\nv: of all',
    'node1-end.yml': 'v: of node1',
    'node2-end.yml': 'other: 1',
  });
  expect([problems, valueOn('node1'), valueOn('node2')]).toEqual([[], 'of node1', 'of all']);
});

test('what is wrong is told once, at its place, before the run', async () => {
  const { problems } = await name({
    'site.yml': `
- hosts: all
  vars_files:
    - "{{ facts.distribution }}.yml"
    - "{{ stage }}-none.yml"
    - "{{ inventory_hostname }}.yml"
    - "{{ groups }}"
`,
    'controller.yml': 'a: 1',
    'node1.yml': 'a b: 1',
    'node2.yml': '- 1',
  });
  expect(problems).toEqual([
    'node1.yml:1:1 reserved-name',
    expect.stringMatching(/^node2\.yml:1:1 wrong-type/),
    expect.stringMatching(/^4:11 undefined-name \(files of variables are read before the run: /),
    '5:7 file-unreadable',
    '7:7 wrong-type',
  ]);
});
