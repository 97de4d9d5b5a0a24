import type { RouteTable } from '../../routing/table.ts';
import type { PortPlan } from './ports.ts';
import type { Promised } from './promised.ts';
import { urlOf } from './services.ts';
import type { ServicePlan } from './services.ts';

/** What a person wants to know about a lab that has just opened. */
export interface LabDescription {
  readonly host: string;
  readonly ports: PortPlan;
  readonly services: readonly ServicePlan[];
  /** What there is to say about a service, by its name. */
  readonly remarks: ReadonlyMap<string, string>;
  readonly table: RouteTable;
  readonly promised: Promised;
  readonly logDirectory: string;
  readonly durationMs: number;
}

/** What is printed when the gateway opens. */
export function describeLab(description: LabDescription): string {
  const { host, ports, services, remarks, table, promised, logDirectory, durationMs } = description;
  const rows: (readonly [string, string])[] = [
    ['gateway', `${urlOf(host, ports.gateway)}  ${hostsText(table)}`],
    ...services.map(
      (plan) => [plan.name, `${urlOf(plan.host, plan.port)}  ${remarks.get(plan.name) ?? ''}`] as const,
    ),
    ['', ''],
    ['split', promised.split.map(({ release, weight }) => `${weight} % ${release}`).join(', ') || 'none'],
    ['limit', limitText(promised.limit)],
    [
      'metrics',
      `${urlOf(host, ports.metrics)}/metrics is the gateway's; each service has its own at /metrics`,
    ],
    ...(ports.prometheus === undefined
      ? []
      : [['prometheus', `${urlOf(host, ports.prometheus)}  rules and alerts: /alerts`] as const]),
    ['logs', `${logDirectory}/NAME.log`],
    ['try', 'npm run lab -- traffic     shows the split, stickiness, pairing and the limit'],
    ['stop', 'Ctrl-C'],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`.trimEnd());
  return `\nThe lab is open: http://localhost:${ports.gateway}   (after ${round(durationMs / 1000)} s)\n\n${lines.join('\n')}\n\n`;
}

function limitText(limit: Promised['limit']): string {
  if (!limit) return 'none';
  const whose = limit.isPerClient ? 'for each client' : 'for all clients together';
  const named = limit.userHeader === null ? '' : ` (${limit.userHeader}, else the address)`;
  return `${limit.tokens} requests at once ${whose}${named}, one more every ${round(limit.refillMs / 1000)} s`;
}

function hostsText(table: RouteTable): string {
  const hosts = [...new Set(table.gateways.flatMap(({ hosts: own }) => own))];
  return `for ${hosts.join(', ')}, localhost and 127.0.0.1`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
