import { afterAll, beforeAll, expect, test } from 'vitest';

import type { Run } from '../provision-run.ts';
import { tasksThat } from '../provision-run.ts';
import { overlay } from '../cluster/overlay.ts';
import { LAB, SITE, wholeLab } from './lab.ts';
import { kubectl } from './programs.ts';
import { releases } from './releases.ts';

// The plays of the mesh over stand-ins of its charts: what is installed, with which values, in which order. No proxy runs.

const CHARTS = 'playbooks/istio.yml';
const SHOWN = 'playbooks/kiali.yml';

let file: { readonly LAB_FILE: string };
let run: Run;

beforeAll(async () => {
  await wholeLab();
  file = { LAB_FILE: await overlay('mesh', { mesh: 'istio' }, 'platform') };
  run = await LAB.endOf(LAB.startProvision([CHARTS, SHOWN], file));
});

afterAll(() => LAB.provisioned(SITE));

test('all charts of the mesh are installed', async () => {
  expect([run.exitCode, tasksThat(run, 'failed')]).toEqual([0, []]);
  expect((await releases()).filter((each) => !/^(?:headlamp|monitoring\/kube)/.test(each))).toEqual([
    'istio-system/istio-base base-1.30.3 revision 1 deployed',
    'istio-system/istio-cni cni-1.30.3 revision 1 deployed',
    'istio-system/istio-ingressgateway gateway-1.30.3 revision 1 deployed',
    'istio-system/istiod istiod-1.30.3 revision 1 deployed',
    'istio-system/kiali kiali-server-2.29.0 revision 1 deployed',
    'monitoring/jaeger jaeger-4.11.1 revision 1 deployed',
  ]);
});

test('in order: the definitions, then plugin and istiod side by side, then the gateway; Kiali beside Jaeger', () => {
  const [base, cni, istiod, gateway, jaeger, kiali] = [
    'Definitions',
    'The plugin that redirects traffic',
    'istiod',
    'The gateway',
    'Jaeger',
    'Kiali',
  ].map(spanOf);
  expect(isBefore(base, cni) && isBefore(base, istiod)).toBe(true);
  expect(isBefore(cni, istiod) || isBefore(istiod, cni)).toBe(false);
  expect(isBefore(cni, gateway) && isBefore(istiod, gateway)).toBe(true);
  expect(isBefore(jaeger, kiali) || isBefore(kiali, jaeger)).toBe(false);
});

test('a second run changes nothing', async () => {
  const second = await LAB.endOf(LAB.startProvision([CHARTS, SHOWN], file));
  expect([second.exitCode, tasksThat(second, 'changed'), tasksThat(second, 'failed')]).toEqual([0, [], []]);
});

test("the charts' values: the ports of lab.yml, the addresses of what is there, no proxy with rights of its own", async () => {
  const istiod = await valuesOf('istio-system', 'istiod-istiod');
  expect(istiod).toMatch(/^cni:\n(?: .*\n)*? {2}enabled: true$/m);
  const kiali = await valuesOf('istio-system', 'kiali-kiali-server');
  expect(kiali).toContain('url: http://kube-prometheus-stack-prometheus.monitoring:9090');
  expect(kiali).toContain('external_url: http://192.168.61.110:30020');
  const ports = await kubectl('get', 'services', '-A', '-o', 'jsonpath={.items[*].spec.ports[*].nodePort}');
  expect(
    ports
      .split(' ')
      .filter((port) => port.startsWith('300'))
      .toSorted(),
  ).toEqual(['30010', '30020', '30030', '30040', '30050', '30080']);
});

test('with the definitions of the base chart, the whole lab is applied under `mesh: istio`', async () => {
  const whole = await LAB.endOf(LAB.startProvision([SITE], file));
  expect([whole.exitCode, tasksThat(whole, 'failed')]).toEqual([0, []]);
  const objects = await kubectl('get', 'virtualservices,envoyfilters,podmonitors', '-A', '-o', 'name');
  expect(
    objects
      .split('\n')
      .map((each) => each.replace(/\..*\//, '/'))
      .toSorted(),
  ).toEqual([
    'envoyfilter/app-limit',
    'podmonitor/istio-ingressgateway',
    'podmonitor/istio-sidecars',
    'virtualservice/app',
    'virtualservice/model-service',
  ]);
});

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** From when to when a task ran on the controller. */
function spanOf(name: string): Span {
  const started = run.events.find((event) => event.type === 'task-started' && event.task.name === name);
  const id = started?.type === 'task-started' ? started.task.id : undefined;
  const finished = run.events.find((event) => event.type === 'host-finished' && event.taskId === id);
  if (!started || !finished) throw new Error(`the run has no task '${name}' that ended`);
  return { fromMs: started.atMs, toMs: finished.atMs };
}

function isBefore(one: Span | undefined, other: Span | undefined): boolean {
  return one !== undefined && other !== undefined && one.toMs <= other.fromMs;
}

/** What the stand-in of a chart says its values were. */
function valuesOf(namespace: string, name: string): Promise<string> {
  return kubectl(
    'get',
    'configmap',
    `stand-in-${name}`,
    '-n',
    namespace,
    '-o',
    'jsonpath={.data.values\\.yaml}',
  );
}
