import { createServer } from 'node:net';

import { LabError } from '../../errors.ts';

/** Which port is whose; everything follows the gateway's. */
export interface PortPlan {
  readonly gateway: number;
  /** By release. */
  readonly apps: ReadonlyMap<string, number>;
  readonly modelServices: ReadonlyMap<string, number>;
  readonly metrics: number;
  /** Each app's way to its model-service, by release. */
  readonly sidecars: ReadonlyMap<string, number>;
  /** Undefined where Prometheus is not started. */
  readonly prometheus: number | undefined;
}

/**
 * The gateway on the port, then the apps, the model-services, the gateway's metrics, the apps' ways to the models, and
 * Prometheus.
 */
export function planPorts(
  port: number,
  releases: readonly string[],
  { hasPrometheus = false }: { readonly hasPrometheus?: boolean } = {},
): PortPlan {
  const count = releases.length;
  const from = (first: number) => new Map(releases.map((release, index) => [release, first + index]));
  return {
    gateway: port,
    apps: from(port + 1),
    modelServices: from(port + 1 + count),
    metrics: port + 1 + 2 * count,
    sidecars: from(port + 2 + 2 * count),
    prometheus: hasPrometheus ? port + 2 + 3 * count : undefined,
  };
}

/** Every port of a plan with what it is for, in order. */
export function listPorts(plan: PortPlan): readonly (readonly [port: number, purpose: string])[] {
  const named = (ports: ReadonlyMap<string, number>, name: (release: string) => string) =>
    [...ports].map(([release, port]) => [port, name(release)] as const);
  return [
    [plan.gateway, 'the gateway'],
    ...named(plan.apps, (release) => `app ${release}`),
    ...named(plan.modelServices, (release) => `model-service ${release}`),
    [plan.metrics, "the gateway's metrics"],
    ...named(plan.sidecars, (release) => `app ${release}'s way to its model-service`),
    ...(plan.prometheus === undefined ? [] : [[plan.prometheus, 'Prometheus'] as const]),
  ];
}

/** A port that the lab needs cannot be had. */
export class PortError extends LabError {
  readonly code = 'port-in-use';
  readonly port: number;

  constructor(port: number, message: string, hint: string) {
    super(message, { hint });
    this.port = port;
  }
}

/**
 * Looks whether every port can be had, before anything is started.
 *
 * @throws {PortError} for the first that cannot
 */
export async function checkPorts(plan: PortPlan, host: string): Promise<void> {
  const wanted = listPorts(plan);
  const refusals = await Promise.all(wanted.map(([port]) => refusalOf(port, host)));
  const index = refusals.findIndex((refusal) => refusal !== undefined);
  const [port, purpose] = wanted[index] ?? [];
  if (port === undefined || purpose === undefined) return;
  throw new PortError(port, ...explain(refusals[index] ?? '', { port, purpose, host, first: plan.gateway }));
}

function explain(
  refusal: string,
  { port, purpose, host, first }: { port: number; purpose: string; host: string; first: number },
): [message: string, hint: string] {
  const other = first === 9080 ? 10_080 : 9080;
  const elsewhere = `take other ports: npm start -- --port ${other}`;
  switch (refusal) {
    case 'EADDRINUSE':
      return [
        `port ${port} (${purpose}) is in use on ${host}`,
        `End the program that has it (\`lsof -i :${port}\` names it), or ${elsewhere}`,
      ];
    case 'EACCES':
      return [
        `port ${port} (${purpose}) may not be opened by this user`,
        `Ports below 1024 are the system's: ${elsewhere}`,
      ];
    case 'EADDRNOTAVAIL':
      return [
        `${host} is no address of this machine`,
        'Give --host an address that it has: 127.0.0.1, or 0.0.0.0 for all',
      ];
    default:
      return [`port ${port} (${purpose}) cannot be opened on ${host}: ${refusal}`, `Or ${elsewhere}`];
  }
}

function refusalOf(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
