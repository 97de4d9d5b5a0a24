import type { Destination, RouteTable, Service } from '../table.ts';

// Where neither a Service nor a destination names a port, nothing depends on it but names.
const USUAL_PORT = 80;

/** Every service that the table knows of: from Service objects, else from what destinations and rules say. */
export function servicesOf(table: RouteTable): readonly Service[] {
  const services = [...table.services];
  const knows = (host: string) => services.some((each) => each.host === host);
  const destinations = destinationsOf(table);
  for (const { host, port } of destinations.filter((each) => each.port !== undefined)) {
    if (port !== undefined && !knows(host)) services.push({ host, port });
  }
  const named = [...destinations.map(({ host }) => host), ...table.destinationRules.map(({ host }) => host)];
  for (const host of named) if (!knows(host)) services.push({ host, port: USUAL_PORT });
  return services;
}

/** The port of a destination: its own, or the one that its service has. */
export function portOf({ host, port }: Destination, table: RouteTable): number {
  return port ?? servicesOf(table).find((each) => each.host === host)?.port ?? USUAL_PORT;
}

function destinationsOf(table: RouteTable): readonly Destination[] {
  return table.virtualServices.flatMap(({ rules }) =>
    rules.flatMap(({ action, mirrors }) => [
      ...(action.kind === 'route' ? action.destinations.map(({ destination }) => destination) : []),
      ...mirrors.map(({ destination }) => destination),
    ]),
  );
}
