import { problemAt } from '../../source/document.ts';
import type { Path } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { valueAt } from '../../source/schema-problems.ts';
import type { Manifest } from '../manifest.ts';
import { isRecord } from './pod-template.ts';
import { isSelected } from './label-selector.ts';

/** ServiceMonitors that find nobody, ask at a port that is not there, or ask the same pods twice. */
export function monitorProblems(manifests: readonly Manifest[]): readonly Problem[] {
  const services = manifests.filter(({ object }) => object.kind === 'Service');
  return manifests
    .filter(({ object }) => object.kind === 'ServiceMonitor')
    .flatMap((monitor) => serviceMonitorProblems(monitor, services));
}

const SELECTOR: Path = ['spec', 'selector'];

function serviceMonitorProblems(monitor: Manifest, services: readonly Manifest[]): readonly Problem[] {
  const { document, object } = monitor;
  const namespaces = valueAt(document.value, ['spec', 'namespaceSelector', 'matchNames']);
  const isAny = valueAt(document.value, ['spec', 'namespaceSelector', 'any']) === true;
  const own = [object.metadata.namespace];
  const wanted: readonly unknown[] = Array.isArray(namespaces) ? namespaces : own;
  const selected = services.filter(
    ({ object: { metadata }, document: service }) =>
      (isAny || wanted.includes(metadata.namespace)) &&
      isSelected(valueAt(service.value, ['metadata', 'labels']), valueAt(document.value, SELECTOR)),
  );
  if (selected.length === 0) {
    const message = 'no Service of the manifests has these labels';
    return [problemAt(document, SELECTOR, 'selects-nothing', message)];
  }
  return [...portProblems(monitor, selected), ...doubleProblems(monitor, selected)];
}

/** An endpoint's port is a name of the Service's, neither a number nor the pod's. */
function portProblems({ document }: Manifest, services: readonly Manifest[]): readonly Problem[] {
  const endpoints = valueAt(document.value, ['spec', 'endpoints']);
  if (!Array.isArray(endpoints)) return [];
  return endpoints.flatMap((endpoint: unknown, index) => {
    const port = valueAt(endpoint, ['port']);
    const lacking = services.find((service) => !portNamesOf(service).includes(port));
    if (typeof port !== 'string' || !lacking) return [];
    const message = `Service ${lacking.object.metadata.name} has no port called \`${port}\``;
    return [problemAt(document, ['spec', 'endpoints', index, 'port'], 'unknown-reference', message)];
  });
}

/** Where one Service's pods are among those of another, each of them is asked once for each: sums are too large. */
function doubleProblems({ document }: Manifest, services: readonly Manifest[]): readonly Problem[] {
  for (const wide of services) {
    const narrow = services.find((other) => other !== wide && isWithin(selectorOf(other), selectorOf(wide)));
    if (!narrow) continue;
    const names = [wide, narrow].map(({ object }) => object.metadata.name).join(' and ');
    const message = `the Services ${names} have pods in common, which would be asked twice`;
    return [problemAt(document, SELECTOR, 'bad-value', message, 'choose one of them by its labels')];
  }
  return [];
}

function selectorOf({ document }: Manifest): Readonly<Record<string, unknown>> {
  const selector = valueAt(document.value, ['spec', 'selector']);
  return isRecord(selector) ? selector : {};
}

/** Whether every pod that `narrow` selects is selected by `wide`, too. */
function isWithin(
  narrow: Readonly<Record<string, unknown>>,
  wide: Readonly<Record<string, unknown>>,
): boolean {
  const entries = Object.entries(wide);
  return entries.length > 0 && entries.every(([key, value]) => narrow[key] === value);
}

function portNamesOf({ document }: Manifest): readonly unknown[] {
  const ports = valueAt(document.value, ['spec', 'ports']);
  return Array.isArray(ports) ? ports.map((port: unknown) => valueAt(port, ['name'])) : [];
}
