import { readFileSync, readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

import { TEMPLATE_HELPERS } from '../expression/helpers.ts';
import { plainText } from '../expression/plain-text.ts';
import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import type { Sourced } from '../source/document.ts';
import { mergeSources } from '../source/merge.ts';
import { parseYaml } from '../source/yaml.ts';
import { readLab } from './load.ts';
import type { Lab } from './schema.ts';

const ROOT = new URL('../../../', import.meta.url);
const TEMPLATES = new URL('playbooks/cluster/kubeadm/templates/', ROOT);

/** What plays add to lab.yml when they render these templates. */
const VARIABLES = {
  inventory_hostname: 'controller',
  node_ip: '192.168.56.110',
  controller_address: '192.168.56.110',
  containerd_socket: 'unix:///run/containerd/containerd.sock',
  kubernetes_version: 'v1.36.3',
  pause_image: 'registry.k8s.io/pause:3.10',
  words: [
    'kubeadm',
    'join',
    '192.168.56.110:6443',
    '--token',
    'a.b',
    '--discovery-token-ca-cert-hash',
    'sha256:c',
  ],
  pod_net: '10.244.0.0/24',
  other_nodes: [['node1', '10.244.1.0/24', '192.168.56.111']],
};

function document(path: string) {
  const { document: read } = parseYaml({ file: path, text: readFileSync(new URL(path, ROOT), 'utf8') });
  if (!read) throw new Error(`${path} is no YAML`);
  return read;
}

function labOf(...overlays: readonly string[]): Lab {
  const source = overlays.reduce<Sourced>(
    (sofar, each) => mergeSources(sofar, document(each)),
    document('lab.yml'),
  );
  const { loaded, problems } = readLab(source);
  if (!loaded) throw new Error(JSON.stringify(problems));
  return loaded.lab;
}

/** Everything that the lab writes onto a machine of a cluster, one text after the other. */
function written(lab: Lab): string {
  const files = readdirSync(TEMPLATES).sort();
  return files.map((file) => renderFile(file, { ...VARIABLES, ...lab })).join('\n');
}

function renderFile(file: string, root: object): string {
  const { template } = parseTemplate({ file, text: readFileSync(new URL(file, TEMPLATES), 'utf8') });
  if (!template) throw new Error(`${file} is no template`);
  const { text, problems } = renderTemplate(template, root, { helpers: TEMPLATE_HELPERS, write: plainText });
  expect(problems).toEqual([]);
  return text;
}

/** What a concession of the test lane's lab looks like in the files of a machine. */
function tracesOf({ cluster: { kubeadm } }: Lab): readonly string[] {
  return [
    ...kubeadm.ignore_preflight_errors,
    ...Object.keys(kubeadm.kubelet),
    ...Object.keys(kubeadm.kube_proxy),
    ...Object.keys(kubeadm.containerd).map((key) => `${key} = true`),
    'SystemdCgroup = false',
  ];
}

test('what the lab writes by default has none of the concessions of the test lane', () => {
  const lane = labOf('e2e/lab.ci.yml');
  const traces = tracesOf(lane);
  const [byDefault, inLane] = [written(labOf()), written(lane)];

  expect(traces.length).toBeGreaterThan(5);
  expect(traces.filter((trace) => !inLane.includes(trace))).toEqual([]);
  expect(traces.filter((trace) => byDefault.includes(trace))).toEqual([]);
  expect(labOf().cluster.kubeadm).toEqual({
    ignore_preflight_errors: [],
    image_archives: [],
    kubelet: {},
    kube_proxy: {},
    containerd: { restrict_oom_score_adj: false, disable_apparmor: false },
  });
});

test('discovery by the hash of the authority, and a token of the controller’s own that ends at once', () => {
  const text = written(labOf());

  expect(text).toContain('caCertHashes:\n      - sha256:c\n');
  expect(text).not.toMatch(/unsafeSkipCAVerification/i);
  expect(text).toMatch(/bootstrapTokens:\n {2}- description: unused\n {4}ttl: 1s\n/);
});
