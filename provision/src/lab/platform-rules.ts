import { problemAt } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import type { Lab } from './schema.ts';

/** Two Services on one port of the machines: the second one would be refused, in the middle of a run. */
export function nodePortsDiffer(
  { app, platform }: Pick<Lab, 'app' | 'platform'>,
  source: Sourced,
): readonly Problem[] {
  const ports: readonly (readonly [Path, number])[] = [
    [['app', 'node_port'], app.node_port],
    [['platform', 'prometheus', 'node_port'], platform.prometheus.node_port],
    [['platform', 'grafana', 'node_port'], platform.grafana.node_port],
    [['platform', 'kiali', 'node_port'], platform.kiali.node_port],
    [['platform', 'jaeger', 'node_port'], platform.jaeger.node_port],
    [['platform', 'headlamp', 'node_port'], platform.headlamp.node_port],
  ];
  return ports.flatMap(([path, port], index) => {
    const first = ports.findIndex(([, other]) => other === port);
    if (first === index) return [];
    const other = (ports[first]?.[0] ?? []).join('.');
    return [problemAt(source, path, 'bad-value', `${port} is the port of \`${other}\` already`)];
  });
}
