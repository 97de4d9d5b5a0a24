import { dateTimeFacts } from './date-time.ts';
import { deviceFacts } from './devices.ts';
import { distributionFacts } from './distribution.ts';
import { kernelFacts } from './kernel.ts';
import { dnsFacts } from './dns.ts';
import { hostKeyFacts, localFacts } from './local.ts';
import { memoryFacts } from './memory.ts';
import { mountFacts } from './mounts.ts';
import { networkFacts } from './network.ts';
import { processorFacts } from './processor.ts';
import { productFacts } from './product.ts';
import type { SystemReport } from './report.ts';
import { userFacts } from './user.ts';
import { virtualizationFacts } from './virtualization.ts';

type Collector = (report: SystemReport) => Readonly<Record<string, unknown>>;

/** Facts by the subset that they belong to. */
export type SystemFacts = Readonly<
  Record<'min' | 'hardware' | 'network' | 'virtual', Readonly<Record<string, unknown>>>
>;

const MINIMUM: readonly Collector[] = [
  distributionFacts,
  kernelFacts,
  userFacts,
  dateTimeFacts,
  dnsFacts,
  hostKeyFacts,
  localFacts,
  (report) => ({ env: report.environment }),
];
const HARDWARE: readonly Collector[] = [processorFacts, memoryFacts, mountFacts, deviceFacts, productFacts];

/** All facts, computed from what the script printed. */
export function systemFacts(report: SystemReport): SystemFacts {
  return {
    min: collect(MINIMUM, report),
    hardware: collect(HARDWARE, report),
    network: networkFacts(report),
    virtual: virtualizationFacts(report),
  };
}

function collect(collectors: readonly Collector[], report: SystemReport): Readonly<Record<string, unknown>> {
  const entries = collectors.flatMap((collector) => Object.entries(collector(report)));
  return Object.fromEntries(entries);
}
