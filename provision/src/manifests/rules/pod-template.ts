import type { Path } from '../../source/document.ts';
import { valueAt } from '../../source/schema-problems.ts';
import type { Manifest } from '../manifest.ts';

/** Where objects that make pods hold the template of them; a Pod is its own. */
const TEMPLATES: Readonly<Record<string, Path>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

/** A container of a pod's template, where it stands. */
export interface ContainerTemplate {
  readonly path: Path;
  readonly value: unknown;
  /** It ends before the others begin, so nothing asks whether it is well. */
  readonly isInit: boolean;
}

/** The pods that a manifest makes. */
export interface PodTemplate {
  readonly manifest: Manifest;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** Of the pod's `spec`. */
  readonly path: Path;
  readonly spec: unknown;
  readonly containers: readonly ContainerTemplate[];
}

/** The template of the pods that an object makes; none for one that makes none. */
export function podTemplatesOf(manifest: Manifest): readonly PodTemplate[] {
  const { kind, metadata } = manifest.object;
  const template = Object.hasOwn(TEMPLATES, kind) ? TEMPLATES[kind] : undefined;
  if (!template) return [];
  const { value } = manifest.document;
  const path = [...template, 'spec'];
  const labels = valueAt(value, [...template, 'metadata', 'labels']);
  return [
    {
      manifest,
      namespace: metadata.namespace ?? 'default',
      labels: isRecord(labels) ? labels : {},
      path,
      spec: valueAt(value, path),
      containers: [
        ...containersAt(value, [...path, 'initContainers'], true),
        ...containersAt(value, [...path, 'containers'], false),
      ],
    },
  ];
}

/** A map of text keys, as YAML gives them. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function containersAt(value: unknown, path: Path, isInit: boolean): readonly ContainerTemplate[] {
  const list: unknown = valueAt(value, path);
  if (!Array.isArray(list)) return [];
  return list.map((container: unknown, index) => ({ path: [...path, index], value: container, isInit }));
}
