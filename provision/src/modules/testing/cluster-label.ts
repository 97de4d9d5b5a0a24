import type { ClusterAccess, ClusterChange, ClusterRead, ObjectRef } from '../cluster.ts';

/**
 * A question to a cluster as a case file writes it:
 *
 *     object apps/v1/Deployment lab/app        dry-run apply apps/v1/Deployment lab/app
 *     list v1/Pod lab app=web                  (without a namespace: of all; fields behind ` where `)
 *     log lab/app-1 app                        (of the run before: log lab/app-1 app, previous)
 *     members v1/ConfigMap lab/set label=x
 *
 * Several at once are joined by ` + `; behind them ` in CONTEXT of KUBECONFIG` where the task names them.
 */
export function labelOfRead({ context, kubeconfig }: ClusterAccess, read: ClusterRead): string {
  const where = `${context === undefined ? '' : ` in ${context}`}${kubeconfig === undefined ? '' : ` of ${kubeconfig}`}`;
  return labelOfOne(read) + where;
}

/** A change as a case file writes it: what it is first, its object or name next, and what else it says. */
export function describeChange(change: ClusterChange): Readonly<Record<string, unknown>> {
  switch (change.change) {
    case 'apply': {
      const { change: _, object, ...rest } = change;
      return { apply: object, ...given(rest) };
    }
    case 'patch': {
      const { change: _, of, patch, ...rest } = change;
      return { patch: labelOfRef(of), with: patch, ...given(rest) };
    }
    case 'delete': {
      const { change: _, of, ...rest } = change;
      return { delete: labelOfRef(of), ...given(rest) };
    }
  }
}

function labelOfOne(read: ClusterRead): string {
  switch (read.read) {
    case 'object':
      return `object ${labelOfRef(read.of)}`;
    case 'list': {
      const { apiVersion, kind, namespace, labels, fields } = read;
      const words = ['list', `${apiVersion}/${kind}`, namespace, labels, fields && `where ${fields}`];
      return words.filter((word) => word !== undefined).join(' ');
    }
    case 'dry-run':
      return `dry-run ${read.of.change} ${labelOfRef(changedBy(read.of))}`;
    case 'log': {
      const { namespace, pod, container, isPrevious } = read;
      return `log ${namespace}/${pod} ${container}${isPrevious ? ', previous' : ''}`;
    }
    case 'members':
      return `members ${labelOfRef(read.parent)} ${read.labels}`;
    case 'all':
      return read.of.map(labelOfOne).join(' + ');
  }
}

function labelOfRef({ apiVersion, kind, namespace, name }: ObjectRef): string {
  return `${apiVersion}/${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function changedBy(change: ClusterChange): ObjectRef {
  if (change.change !== 'apply') return change.of;
  const { apiVersion, kind, metadata } = change.object;
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? change.namespace };
}

function given(values: object): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
