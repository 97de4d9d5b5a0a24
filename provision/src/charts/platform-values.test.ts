import { existsSync, readdirSync } from 'node:fs';

import { expect, test } from 'vitest';

import { quantityOf } from '../lab/workload-schema.ts';
import { valueAt } from '../source/schema-problems.ts';
import { chartValueProblems } from './check-values.ts';
import { readKeysFile } from './keys-file.ts';
import { PLATFORM_CHARTS } from './platform-charts.ts';
import { LABS, labWith, renderedValues, valuesTemplate } from './testing/platform-values.ts';

const CHARTS = await readKeysFile();
const TEMPLATES = readdirSync(new URL('../../../playbooks/platform/values/', import.meta.url)).map((file) =>
  file.replace('.yml.hbs', ''),
);

function chartNamed(name: string) {
  const chart = CHARTS.get(name);
  if (!chart) throw new Error(`no keys of ${name}`);
  return chart;
}

test('the keys are those of the charts that lab.yml pins', () => {
  const { artifacts } = labWith('{}');
  const pinned = PLATFORM_CHARTS.map(({ name, group }) => [name, artifacts[group]?.version]);
  expect([...CHARTS.values()].map(({ name, version }) => [name, version])).toEqual(pinned);
});

test.each(LABS.flatMap(([lab, overlay]) => TEMPLATES.map((chart) => ({ lab, overlay, chart }))))(
  'the chart $chart has every value that $lab sets, of its type',
  ({ overlay, chart }) => {
    const { document, translate } = renderedValues(valuesTemplate(chart), labWith(overlay));
    expect(translate(chartValueProblems(chartNamed(chart), document))).toEqual([]);
  },
);

test('a typo in our values is a problem with its line in the template', () => {
  const { file, text } = valuesTemplate('istiod');
  const typo = text.replace('traceSampling:', 'traceSamplng:');
  const { document, translate } = renderedValues({ file, text: typo }, labWith('mesh: istio'));
  const line = typo.split('\n').findIndex((each) => each.startsWith('traceSamplng:')) + 1;
  expect(translate(chartValueProblems(chartNamed('istiod'), document))).toEqual([
    {
      code: 'unknown-key',
      message: 'the chart istiod 1.30.3 has no value `traceSamplng` here',
      file,
      position: { line, column: 1 },
      hint: 'did you mean `traceSampling`?',
    },
  ]);
});

test('every chart of the platform is installed by a play, and every template belongs to one', () => {
  const names = PLATFORM_CHARTS.map(({ name }) => name);
  expect(TEMPLATES.filter((each) => !names.includes(each))).toEqual([]);
  // istio-base sets nothing.
  expect(names.filter((each) => !TEMPLATES.includes(each))).toEqual(['istio-base']);
  expect(existsSync(new URL('../../../playbooks/platform/istio.yml', import.meta.url))).toBe(true);
});

/** Where the values say what a pod's container asks for, and how many of them there are. */
const REQUESTS: readonly (readonly [
  chart: string,
  path: readonly string[],
  count: 'one' | 'machines' | 'pods',
])[] = [
  ['kube-prometheus-stack', ['prometheusOperator'], 'one'],
  ['kube-prometheus-stack', ['prometheusOperator', 'prometheusConfigReloader'], 'one'],
  ['kube-prometheus-stack', ['prometheus', 'prometheusSpec'], 'one'],
  ['kube-prometheus-stack', ['kube-state-metrics'], 'one'],
  ['kube-prometheus-stack', ['prometheus-node-exporter'], 'machines'],
  ['kube-prometheus-stack', ['grafana'], 'one'],
  // Two of them: for dashboards and for data sources.
  ['kube-prometheus-stack', ['grafana', 'sidecar'], 'one'],
  ['kube-prometheus-stack', ['grafana', 'sidecar'], 'one'],
  ['istio-cni', [], 'machines'],
  ['istiod', [], 'one'],
  ['istiod', ['global', 'proxy'], 'pods'],
  ['istio-gateway', [], 'one'],
  ['kiali-server', ['deployment'], 'one'],
  ['jaeger', ['jaeger'], 'one'],
  ['headlamp', [], 'one'],
];

/** What Kubernetes itself, its control plane, containerd and the system of a machine take: of k3s' own figures, rounded up. */
const SYSTEM_MIB = { controller: 1_600, node: 500 } as const;

test('what all pods ask for fits into the memory of the machines', () => {
  const lab = labWith('cluster: { distribution: k3s }\nmesh: istio\nmonitoring: true\n');
  const machines = Object.values(lab.machines);
  const releases = Object.keys(lab.releases).length;
  const counts = {
    one: 1,
    machines: machines.length,
    pods: (lab.app.replicas + lab.model_service.replicas) * releases,
  };
  const platform = REQUESTS.map(([chart, path, count]) => {
    const { document } = renderedValues(valuesTemplate(chart), lab);
    const memory = valueAt(document.value, [...path, 'resources', 'requests', 'memory']);
    return quantityOf(String(memory)) * counts[count];
  });
  const own = [lab.app, lab.model_service].map(
    ({ replicas, resources }) => quantityOf(resources.requests.memory) * replicas * releases,
  );
  const askedMib = [...platform, ...own].reduce((sum, each) => sum + each, 0) / 2 ** 20;
  const thereMib = machines.reduce((sum, { memory_mb: mib, role }) => sum + mib - SYSTEM_MIB[role], 0);
  // A third stays free: for what goes beyond its request, and for a roll-out that has both versions for a while.
  expect(askedMib).toBeGreaterThan(1_000);
  expect(askedMib).toBeLessThan((thereMib * 2) / 3);
});
