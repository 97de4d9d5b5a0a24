import { problemAt } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import type { Manifest } from '../manifest.ts';

/** Versions that no Kubernetes since 1.32 serves (https://kubernetes.io/docs/reference/using-api/deprecation-guide/), and what took their place. */
const REMOVED: Readonly<Record<string, string | undefined>> = {
  'extensions/v1beta1': 'apps/v1 or networking.k8s.io/v1',
  'apps/v1beta1': 'apps/v1',
  'apps/v1beta2': 'apps/v1',
  'batch/v1beta1': 'batch/v1',
  'policy/v1beta1': 'policy/v1',
  'autoscaling/v2beta1': 'autoscaling/v2',
  'autoscaling/v2beta2': 'autoscaling/v2',
  'networking.k8s.io/v1beta1': 'networking.k8s.io/v1',
  'rbac.authorization.k8s.io/v1beta1': 'rbac.authorization.k8s.io/v1',
  'apiextensions.k8s.io/v1beta1': 'apiextensions.k8s.io/v1',
  'admissionregistration.k8s.io/v1beta1': 'admissionregistration.k8s.io/v1',
  'scheduling.k8s.io/v1beta1': 'scheduling.k8s.io/v1',
  'storage.k8s.io/v1beta1': 'storage.k8s.io/v1',
  'discovery.k8s.io/v1beta1': 'discovery.k8s.io/v1',
};

/** An object of a version of the API that is gone. */
export function removedVersionProblems({ object, document }: Manifest): readonly Problem[] {
  const { apiVersion } = object;
  const instead = Object.hasOwn(REMOVED, apiVersion) ? REMOVED[apiVersion] : undefined;
  if (instead === undefined) return [];
  const message = `Kubernetes no longer has ${apiVersion}`;
  return [problemAt(document, ['apiVersion'], 'removed-api', message, `write ${instead}`)];
}
