import { expect, test } from 'vitest';

import { linesOf } from '../testing/judge.ts';
import { podOf, waitingPod } from '../testing/pods.ts';
import { checkInjection, checkIstio } from './istio.ts';

// No istiod can be had where these tests run: pods as the charts' labels mark them stand for it.

const ISTIOD = podOf('istio-system', 'istiod-1', { app: 'istiod' });
const CNI = podOf('istio-system', 'istio-cni-node-1', { 'k8s-app': 'istio-cni-node' });
const GATEWAY = podOf('istio-system', 'istio-ingressgateway-1', { istio: 'ingressgateway' });

test('Istio: all of it, nothing of it, and a part that is missing', () => {
  expect(checkIstio([ISTIOD, CNI, GATEWAY])).toEqual({
    state: 'ok',
    details: 'istiod 1, the CNI plugin 1, the ingress gateway 1',
  });
  expect(linesOf(checkIstio([podOf('lab', 'istiod', { app: 'istiod' })]))).toEqual([
    'not installed: namespace istio-system has no pod of Istio',
  ]);
  expect(linesOf(checkIstio([ISTIOD, GATEWAY]))).toEqual(['the CNI plugin is not there']);
});

test('Istio: a part that does not start', () => {
  const stuck = waitingPod(CNI, 'ErrImagePull', 'no such image');
  expect(linesOf(checkIstio([ISTIOD, stuck, GATEWAY]))).toEqual([
    'pod/istio-system/istio-cni-node-1: main waits: ErrImagePull: no such image',
  ]);
});

const LAB = { metadata: { name: 'lab', labels: { 'istio-injection': 'enabled' } } };
const OURS = { app: 'app', 'app.kubernetes.io/part-of': 'remla-lab' };

test('injection: a sidecar as a container, or as Kubernetes has them', () => {
  const initContainers = [{ name: 'istio-proxy', restartPolicy: 'Always' }];
  const pods = [
    podOf('lab', 'a', OURS, ['app', 'istio-proxy']),
    { metadata: { namespace: 'lab', name: 'b', labels: OURS }, spec: { containers: [], initContainers } },
  ];
  expect(checkInjection(LAB, pods, 'lab')).toEqual({ state: 'ok', details: '2 pods, each with a sidecar' });
});

test('injection: a pod that is older than the label, and no label at all', () => {
  const bare = podOf('lab', 'old', OURS, ['app']);
  expect(linesOf(checkInjection(LAB, [bare], 'lab'))).toEqual(['without a sidecar: old']);
  expect(linesOf(checkInjection(undefined, [], 'lab'))).toEqual([
    'the namespace lab lacks the label istio-injection=enabled',
  ]);
});
