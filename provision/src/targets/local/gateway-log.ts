import type { Exchange } from '../../gateway/exchange.ts';

/** Longer paths are cut: a client chooses them. */
const LONGEST_PATH = 200;

/** A request that a proxy has finished, as a line of its log, in the form of the services' logs. */
export function exchangeLine(exchange: Exchange, time: Date): string {
  const { proxy, requestId, method, host, path, route, endpoint, status, flags, attempts } = exchange;
  return JSON.stringify({
    level: status >= 500 || status === 0 ? 'error' : status >= 400 ? 'warn' : 'info',
    time: time.toISOString(),
    service: proxy,
    requestId,
    method,
    host,
    route: path.slice(0, LONGEST_PATH),
    status,
    flags,
    rule: route,
    endpoint: endpoint && `${endpoint.labels['app'] ?? ''}-${endpoint.labels['version'] ?? ''}`,
    attempts,
    client: exchange.clientAddress,
    durationMs: Math.round(exchange.durationMs * 1000) / 1000,
    msg: 'request',
  });
}
