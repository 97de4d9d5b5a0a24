import { problemAt } from '../../source/document.ts';
import type { Path } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import { valueAt } from '../../source/schema-problems.ts';
import type { Manifest } from '../manifest.ts';
import { isRecord } from './pod-template.ts';
import type { PodTemplate } from './pod-template.ts';

/** Selectors that select no pod of the set, and named ports that those pods do not have. */
export function selectorProblems(
  manifests: readonly Manifest[],
  pods: readonly PodTemplate[],
): readonly Problem[] {
  return [
    ...pods.flatMap(ownSelectorProblems),
    ...pods.flatMap(spreadProblems),
    ...manifests.flatMap((manifest) => {
      const { kind } = manifest.object;
      if (kind === 'Service') return serviceProblems(manifest, pods);
      if (kind === 'PodDisruptionBudget') {
        return selectionOf(manifest, ['spec', 'selector', 'matchLabels'], pods).problems;
      }
      return [];
    }),
  ];
}

/** A Deployment that does not select its own pods is refused by the API; so is a wrong one a typo away. */
function ownSelectorProblems({ manifest, labels }: PodTemplate): readonly Problem[] {
  const path = ['spec', 'selector', 'matchLabels'];
  const wanted = valueAt(manifest.document.value, path);
  if (!isRecord(wanted)) return [];
  const differing = Object.keys(wanted).find((key) => labels[key] !== wanted[key]);
  if (differing === undefined) return [];
  const message = `the pods' own label \`${differing}\` is ${said(labels[differing])}`;
  return [problemAt(manifest.document, [...path, differing], 'selects-nothing', message)];
}

/** A constraint that counts other pods spreads nothing. */
function spreadProblems({ manifest, path, spec, labels }: PodTemplate): readonly Problem[] {
  const constraints = valueAt(spec, ['topologySpreadConstraints']);
  if (!Array.isArray(constraints)) return [];
  return constraints.flatMap((constraint: unknown, index) => {
    const wanted = valueAt(constraint, ['labelSelector', 'matchLabels']);
    if (isRecord(wanted) && hasLabels(labels, wanted)) return [];
    const at = [...path, 'topologySpreadConstraints', index, 'labelSelector', 'matchLabels'];
    return [problemAt(manifest.document, at, 'selects-nothing', 'these are not the labels of the pods')];
  });
}

function serviceProblems(manifest: Manifest, pods: readonly PodTemplate[]): readonly Problem[] {
  const { document } = manifest;
  // A Service without a selector has endpoints that somebody else writes.
  if (valueAt(document.value, ['spec', 'selector']) === undefined) return [];
  const { selected, problems } = selectionOf(manifest, ['spec', 'selector'], pods);
  if (problems.length > 0) return problems;
  const ports = valueAt(document.value, ['spec', 'ports']);
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((port: unknown, index) => {
    const target = valueAt(port, ['targetPort']);
    if (typeof target !== 'string') return [];
    const lacking = selected.find((pod) => !portNamesOf(pod).includes(target));
    if (!lacking) return [];
    const { kind, metadata } = lacking.manifest.object;
    const message = `no container of ${kind} ${metadata.name} has a port \`${target}\``;
    const at = ['spec', 'ports', index, 'targetPort'];
    return [problemAt(document, at, 'unknown-reference', message)];
  });
}

function selectionOf(
  { document, object }: Manifest,
  path: Path,
  pods: readonly PodTemplate[],
): { readonly selected: readonly PodTemplate[]; readonly problems: readonly Problem[] } {
  const wanted = valueAt(document.value, path);
  const namespace = object.metadata.namespace ?? 'default';
  const selected = isRecord(wanted)
    ? pods.filter((pod) => pod.namespace === namespace && hasLabels(pod.labels, wanted))
    : [];
  if (selected.length > 0) return { selected, problems: [] };
  const message = `no pod of the manifests in namespace ${namespace} has these labels`;
  return { selected, problems: [problemAt(document, path, 'selects-nothing', message)] };
}

function portNamesOf({ containers }: PodTemplate): readonly unknown[] {
  return containers.flatMap(({ value }) => {
    const ports = valueAt(value, ['ports']);
    return Array.isArray(ports) ? ports.map((port: unknown) => valueAt(port, ['name'])) : [];
  });
}

function hasLabels(
  labels: Readonly<Record<string, unknown>>,
  wanted: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function said(label: unknown): string {
  return typeof label === 'string' ? `\`${label}\`` : 'not there';
}
