import { linesIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** processor, processor_count (sockets), processor_cores (of one), processor_threads_per_core, processor_vcpus, processor_nproc. */
export function processorFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const fields = (report.sections.get('cpu') ?? []).map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()] as const;
  });
  const all = (name: string): readonly string[] =>
    fields.filter(([key]) => key === name).map(([, value]) => value);
  const described = ['processor', 'vendor_id', 'model name', 'Model', 'Processor', 'cpu'];
  const vcpus = Math.max(all('processor').length, 1);
  const sockets = new Set(all('physical id')).size;
  const siblings = Number(all('siblings')[0] ?? 1);
  const cores = Number(all('cpu cores')[0] ?? 1);
  // Processors that do not say how they belong together (ARM, some guests) are sockets of one core each.
  const count = sockets === 0 ? vcpus : sockets;
  const flags = all('flags')[0] ?? all('Features')[0];
  return {
    processor: fields.filter(([key]) => described.includes(key)).map(([, value]) => value),
    processor_count: count,
    processor_cores: sockets === 0 ? 1 : cores,
    processor_threads_per_core: sockets === 0 ? 1 : Math.max(1, Math.floor(siblings / cores)),
    processor_vcpus: vcpus,
    processor_nproc: allowed(report) ?? vcpus,
    ...(flags !== undefined && { flags: flags.split(' ') }),
  };
}

/** How many processors this process may use: `0-3,6` are five. */
function allowed(report: SystemReport): number | undefined {
  const line = linesIn(report, '/proc/self/status').find((each) => each.startsWith('Cpus_allowed_list:'));
  const ranges = line?.split(':')[1]?.trim().split(',') ?? [];
  const count = ranges.reduce((sum, range) => {
    const [first = Number.NaN, last = first] = range.split('-').map(Number);
    return sum + last - first + 1;
  }, 0);
  return count > 0 ? count : undefined;
}
