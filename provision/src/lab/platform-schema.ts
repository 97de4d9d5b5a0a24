import { z } from 'zod';

import { NodePort } from './workload-schema.ts';

/** Keys of a chart, as its own values.yaml names them. What the chart does not know is found by lab/chart-value-rules.ts. */
const ChartValues = z
  .record(z.string(), z.unknown())
  .describe('Further values of the chart, by its own keys: merged over those of the lab, last.');

const Chart = z.strictObject({ values: ChartValues });

const Prometheus = z.strictObject({
  node_port: NodePort.describe('The port of every machine under which Prometheus answers.'),
  retention: z
    .string('expected a time in quotes, such as 2d')
    .regex(/^[1-9]\d*[hdw]$/, 'expected hours, days or weeks, such as 12h, 2d or 1w')
    .describe('How long samples are kept. They are in memory and on the disk of one machine.'),
  values: ChartValues.describe('Further values of kube-prometheus-stack, which brings Grafana too.'),
});

const Grafana = z.strictObject({
  node_port: NodePort.describe('The port of every machine under which Grafana answers.'),
});

const Istio = z.strictObject({
  traced_percent: z.number().min(0).max(100).describe('Of 100 requests, how many leave a trace in Jaeger.'),
  base: Chart.describe('The chart base: the definitions of the mesh.'),
  cni: Chart.describe("The chart cni: what redirects a pod's traffic, so that no pod has to."),
  istiod: Chart.describe('The chart istiod: what tells proxies what to do.'),
  gateway: Chart.describe('The chart gateway: where requests come in.'),
});

const Kiali = z.strictObject({
  node_port: NodePort.describe('The port of every machine under which Kiali answers.'),
  values: ChartValues,
});

const Jaeger = z.strictObject({
  node_port: NodePort.describe('The port of every machine under which Jaeger answers.'),
  values: ChartValues,
});

const Headlamp = z.strictObject({
  enabled: z.boolean().describe('Whether it is installed.'),
  node_port: NodePort.describe('The port of every machine under which Headlamp answers, over https.'),
  values: ChartValues,
});

/** What is installed by Helm: a part for each program. Which of them, `mesh` and `monitoring` say. */
export const Platform = z.strictObject({
  prometheus: Prometheus.describe('Prometheus and what it needs, with `monitoring: true`.'),
  grafana: Grafana.describe('Grafana, with `monitoring: true`.'),
  istio: Istio.describe('The mesh, with `mesh: istio`.'),
  kiali: Kiali.describe('The picture of the mesh, with `mesh: istio`.'),
  jaeger: Jaeger.describe('Traces of requests, with `mesh: istio`.'),
  headlamp: Headlamp.describe('The dashboard of the cluster.'),
});
export type Platform = z.infer<typeof Platform>;
