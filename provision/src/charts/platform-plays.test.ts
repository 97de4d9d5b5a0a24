import { existsSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { PLATFORM_CHARTS } from './platform-charts.ts';
import { labWith } from './testing/platform-values.ts';

const PLAYBOOKS = new URL('../../../playbooks/', import.meta.url);

interface Task {
  readonly parallel?: readonly Task[];
  readonly helm?: Readonly<Record<string, string>>;
}

/** The tasks of a playbook that install a chart, in order; of those side by side, one after the other. */
function chartTasks(playbook: string): readonly Readonly<Record<string, string>>[] {
  const [play] = parse(readFileSync(new URL(`platform/${playbook}.yml`, PLAYBOOKS), 'utf8')) as {
    tasks: readonly Task[];
  }[];
  const tasks = (play?.tasks ?? []).flatMap((task) => task.parallel ?? [task]);
  return tasks.flatMap(({ helm }) => (helm ? [helm] : []));
}

const TASKS = ['monitoring', 'istio', 'kiali', 'dashboard'].flatMap(chartTasks);

test('each chart is installed once, under the name and in the namespace that everything else counts on', () => {
  expect(TASKS.map(({ chart_artifact: chart, name, namespace }) => `${chart}: ${namespace}/${name}`)).toEqual(
    [
      'kube-prometheus-stack: monitoring/kube-prometheus-stack',
      'istio-base: istio-system/istio-base',
      'istio-cni: istio-system/istio-cni',
      'istiod: istio-system/istiod',
      'istio-gateway: istio-system/istio-ingressgateway',
      'jaeger: monitoring/jaeger',
      'kiali-server: istio-system/kiali',
      'headlamp: headlamp/headlamp',
    ],
  );
});

test.each(PLATFORM_CHARTS)(
  '$name: its own template, its own values of lab.yml, and a pin',
  ({ name, group, values }) => {
    const task = TASKS.find(({ chart_artifact: chart }) => chart === name);
    expect(task?.['values']).toBe(`{{ ${values.join('.')} }}`);
    const template = `values/${name}.yml.hbs`;
    const isThere = existsSync(new URL(`platform/${template}`, PLAYBOOKS));
    expect(task?.['values_template']).toBe(isThere ? template : undefined);
    expect(Object.keys(labWith('{}').artifacts[group]?.files ?? {})).toContain(name);
  },
);

test('the parts of the site follow each other as they need each other', () => {
  const site = parse(readFileSync(new URL('site.yml', PLAYBOOKS), 'utf8')) as { import_playbook: string }[];
  expect(site.map((each) => each.import_playbook)).toEqual(
    ['base', 'cluster', 'helm', 'images', 'monitoring', 'istio', 'kiali', 'dashboard', 'deploy', 'info'].map(
      (name) => `${name}.yml`,
    ),
  );
});
