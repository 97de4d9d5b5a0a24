import { lineIn, linesIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** memtotal_mb, memfree_mb, swaptotal_mb, swapfree_mb, memory_mb, loadavg and uptime_seconds. Megabytes are MiB. */
export function memoryFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const sizes = new Map(
    linesIn(report, '/proc/meminfo').map((line) => {
      const [, name = '', kib = '0'] = /^(\w+(?:\(\w+\))?):\s+(\d+)/.exec(line) ?? [];
      return [name, Number(kib)] as const;
    }),
  );
  const kib = (name: string): number => sizes.get(name) ?? 0;
  const total = kib('MemTotal');
  const free = kib('MemFree');
  const available = free + kib('Cached') + kib('Buffers');
  const swapTotal = kib('SwapTotal');
  const swapFree = kib('SwapFree');
  const [load1, load5, load15] = (lineIn(report, '/proc/loadavg') ?? '').split(' ').map(Number);
  return {
    memtotal_mb: mebibytes(total),
    memfree_mb: mebibytes(free),
    swaptotal_mb: mebibytes(swapTotal),
    swapfree_mb: mebibytes(swapFree),
    memory_mb: {
      real: { total: mebibytes(total), used: mebibytes(total - free), free: mebibytes(free) },
      nocache: { free: mebibytes(available), used: mebibytes(total - available) },
      swap: {
        total: mebibytes(swapTotal),
        free: mebibytes(swapFree),
        used: mebibytes(swapTotal - swapFree),
        cached: mebibytes(kib('SwapCached')),
      },
    },
    loadavg: { '1m': load1 ?? 0, '5m': load5 ?? 0, '15m': load15 ?? 0 },
    uptime_seconds: Math.floor(Number((lineIn(report, '/proc/uptime') ?? '0').split(' ')[0])),
  };
}

function mebibytes(kib: number): number {
  return Math.floor(kib / 1024);
}
