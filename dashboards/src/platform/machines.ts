import type { Section } from '../layout.ts';
import { COLORS } from '../panels/colors.ts';
import { gauge } from '../panels/gauge.ts';
import { timeSeries } from '../panels/time-series.ts';
import { RATE } from '../promql/build.ts';

const BUSY: readonly (readonly [number, string])[] = [
  [0, COLORS.good],
  [0.8, COLORS.doubtful],
  [0.9, COLORS.bad],
];

/** The machines, by what is used up: processor, memory, disk, network. */
export function machines(): Section {
  return {
    title: 'Machines (node-exporter)',
    lines: [
      {
        height: 8,
        panels: [
          [7, processor()],
          [7, memory()],
          [4, disk()],
          [6, network()],
        ],
      },
    ],
  };
}

function processor() {
  return timeSeries({
    title: 'Processors, part that is busy',
    description: 'By machine. Above 80 % for long, answers begin to wait.',
    unit: 'percentunit',
    max: 1,
    queries: [
      {
        expr: `1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[${RATE}]))`,
        legend: '{{instance}}',
      },
    ],
  });
}

function memory() {
  return timeSeries({
    title: 'Memory, part that is taken',
    description: 'By machine; what the kernel can give back at once counts as free.',
    unit: 'percentunit',
    max: 1,
    queries: [
      {
        expr: '1 - sum by (instance) (node_memory_MemAvailable_bytes) / sum by (instance) (node_memory_MemTotal_bytes)',
        legend: '{{instance}}',
      },
    ],
  });
}

function disk() {
  const root = (metric: string) => `max by (instance) (${metric}{mountpoint="/"})`;
  return gauge({
    title: 'Disk',
    description:
      'How full the root file system of each machine is. From 85 % on Kubernetes deletes images, then pods.',
    unit: 'percentunit',
    decimals: 0,
    min: 0,
    max: 1,
    queries: [
      {
        expr: `1 - ${root('node_filesystem_avail_bytes')} / ${root('node_filesystem_size_bytes')}`,
        legend: '{{instance}}',
        isInstant: true,
      },
    ],
    steps: BUSY,
  });
}

function network() {
  const traffic = (metric: string) =>
    `sum by (instance) (rate(${metric}{device!~"lo|veth.*|cni.*|flannel.*|docker.*|br-.*"}[${RATE}]))`;
  return timeSeries({
    title: 'Network',
    description: 'What each machine receives and sends, without what stays inside it.',
    unit: 'Bps',
    queries: [
      { expr: traffic('node_network_receive_bytes_total'), legend: '{{instance}} in' },
      { expr: traffic('node_network_transmit_bytes_total'), legend: '{{instance}} out' },
    ],
  });
}
