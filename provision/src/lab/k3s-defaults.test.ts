import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { TEMPLATE_HELPERS } from '../expression/helpers.ts';
import { plainText } from '../expression/plain-text.ts';
import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import { mergeSources } from '../source/merge.ts';
import { parseYaml } from '../source/yaml.ts';
import { readLab } from './load.ts';
import type { Lab } from './schema.ts';

const ROOT = new URL('../../../', import.meta.url);
const FILE = 'playbooks/cluster/k3s/templates/config.yaml.hbs';

function document(file: string, text: string) {
  const { document: read } = parseYaml({ file, text });
  if (!read) throw new Error(`${file} is no YAML`);
  return read;
}

/** lab.yml with a section `cluster.k3s` laid over it. */
function labWith(k3s: string): Lab {
  const base = document('lab.yml', readFileSync(new URL('lab.yml', ROOT), 'utf8'));
  const { loaded } = readLab(mergeSources(base, document('my.yml', `cluster: { k3s: ${k3s} }`)));
  if (!loaded) throw new Error('lab.yml cannot be read');
  return loaded.lab;
}

/** What k3s reads on a machine: its config.yaml. */
function configuration(lab: Lab, isController: boolean): unknown {
  const { template } = parseTemplate({ file: FILE, text: readFileSync(new URL(FILE, ROOT), 'utf8') });
  if (!template) throw new Error(`${FILE} is no template`);
  const own = isController
    ? { inventory_hostname: 'controller', node_ip: '192.168.56.110' }
    : { inventory_hostname: 'node1', node_ip: '192.168.56.111' };
  const variables = {
    ...own,
    is_controller: isController,
    controller_address: '192.168.56.110',
    certificate_names: ['192.168.56.110', 'controller', ...lab.cluster.k3s.tls_san],
    own_interface: { stdout: 'eth1' },
  };
  const options = { helpers: TEMPLATE_HELPERS, write: plainText };
  const { text, problems } = renderTemplate(template, { ...lab, ...variables }, options);
  expect(problems).toEqual([]);
  return parse(text);
}

const CONTROLLER = {
  'node-name': 'controller',
  'node-ip': '192.168.56.110',
  'node-external-ip': '192.168.56.110',
  'flannel-iface': 'eth1',
  'token-file': '/etc/rancher/k3s/token',
  'tls-san': ['192.168.56.110', 'controller'],
  disable: ['traefik'],
  'cluster-cidr': '10.244.0.0/16',
  'service-cidr': '10.96.0.0/16',
  'write-kubeconfig-mode': '0600',
};
const NODE = {
  'node-name': 'node1',
  'node-ip': '192.168.56.111',
  'node-external-ip': '192.168.56.111',
  'flannel-iface': 'eth1',
  'token-file': '/etc/rancher/k3s/token',
  server: 'https://192.168.56.110:6443',
};

test('by default the configuration of k3s has no more than a cluster of the lab needs', () => {
  expect(configuration(labWith('{}'), true)).toEqual(CONTROLLER);
  expect(configuration(labWith('{}'), false)).toEqual(NODE);
});

test('further keys go to all machines, or to the controller alone', () => {
  const lab = labWith(
    '{ tls_san: [lab.test], config: { node-label: [disk=fast] }, server_config: { debug: true } }',
  );
  expect(configuration(lab, true)).toEqual({
    ...CONTROLLER,
    'tls-san': ['192.168.56.110', 'controller', 'lab.test'],
    'node-label': ['disk=fast'],
    debug: true,
  });
  expect(configuration(lab, false)).toEqual({ ...NODE, 'node-label': ['disk=fast'] });
});
