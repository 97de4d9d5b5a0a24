import { describe, expect, it } from 'vitest';

import type { ClusterAnswer, ClusterObject } from '../../cluster.ts';
import { READY, hopeless, waiting } from './verdict.ts';
import type { Verdict } from './verdict.ts';
import { watchedOf } from './watched.ts';
import type { NamedObject } from './watched.ts';

const LABELS = { app: 'web' };
const DEPLOYMENT: ClusterObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: {
    name: 'web',
    namespace: 'lab',
    uid: 'd',
    generation: 1,
    annotations: { 'deployment.kubernetes.io/revision': '2' },
  },
  spec: { replicas: 1, selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS } } },
  status: { observedGeneration: 1 },
};
const SERVICE: ClusterObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'lab' },
  spec: { selector: LABELS },
};

function named(object: ClusterObject, isNew = true): NamedObject {
  const { apiVersion, kind, metadata } = object;
  return { object, of: { apiVersion, kind, name: metadata.name, namespace: metadata.namespace }, isNew };
}

function titles(...objects: readonly ClusterObject[]): readonly string[] {
  return watchedOf(
    objects.map((object) => named(object)),
    undefined,
  ).map(({ title }) => title);
}

function replicaSet(revision: string, status: object = {}): ClusterObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `web-${revision}`,
      uid: `r${revision}`,
      ownerReferences: [{ uid: 'd' }],
      annotations: { 'deployment.kubernetes.io/revision': revision },
    },
    status,
  };
}

function pod(
  revision: string,
  waitingFor: { readonly reason: string; readonly message: string },
): ClusterObject {
  const containerStatuses = [{ name: 'c', state: { waiting: waitingFor }, lastState: {} }];
  const metadata = { name: `web-${revision}-a`, ownerReferences: [{ uid: `r${revision}` }] };
  return { apiVersion: 'v1', kind: 'Pod', metadata, status: { phase: 'Pending', containerStatuses } };
}

const list = (...items: readonly ClusterObject[]): ClusterAnswer => ({ kind: 'list', items });

describe('what is waited for', () => {
  it('is what has a state of its own, and Services that lead to a workload', () => {
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } };
    expect(titles(config, SERVICE, DEPLOYMENT)).toEqual(['Service lab/web', 'Deployment lab/web']);
  });

  it('is no Service without a selector, without a workload, or of another namespace', () => {
    expect(titles({ ...SERVICE, spec: {} }, DEPLOYMENT)).toEqual(['Deployment lab/web']);
    expect(titles(SERVICE)).toEqual([]);
    expect(titles({ ...SERVICE, metadata: { name: 'web', namespace: 'x' } }, DEPLOYMENT)).toEqual([
      'Deployment lab/web',
    ]);
    const asleep = { ...DEPLOYMENT, spec: { ...(DEPLOYMENT['spec'] as object), replicas: 0 } };
    expect(titles(SERVICE, asleep)).toEqual(['Deployment lab/web']);
  });

  it('is everything where a condition is asked for', () => {
    const [watched] = watchedOf([named({ ...SERVICE, kind: 'Toy' })], { type: 'Synced', status: 'True' });
    expect(watched?.judge([{ kind: 'object', object: SERVICE }])).toEqual(
      waiting('it has no condition Synced yet'),
    );
    expect(watched?.judge([{ kind: 'missing' }])).toEqual(waiting('it is not there'));
  });
});

describe('a Service', () => {
  const [watched] = watchedOf([named(SERVICE), named(DEPLOYMENT)], undefined);
  const slice = (ready: boolean | undefined): ClusterAnswer =>
    list({
      apiVersion: 'v1',
      kind: 'EndpointSlice',
      metadata: { name: 's' },
      endpoints: [{ conditions: { ready } }],
    });

  it('has an endpoint that is ready', () => {
    expect(watched?.judge([slice(true)])).toEqual(READY);
    expect(watched?.judge([slice(undefined)])).toEqual(READY);
    expect(watched?.judge([slice(false)])).toEqual(waiting('it has no ready endpoint'));
    expect(watched?.judge([list()])).toEqual(waiting('it has no ready endpoint'));
  });
});

describe('a roll-out', () => {
  const NEVER = { reason: 'ErrImageNeverPull', message: 'not present' };
  const NOT_FOUND = { reason: 'ImagePullBackOff', message: 'web:2: not found' };
  const NO_REGISTRY = { reason: 'ImagePullBackOff', message: 'no such host' };
  const CRASH = { reason: 'CrashLoopBackOff', message: 'back-off 10s' };
  const updating = waiting('0 of 1 pods are updated');
  const stuck = (text: string): Verdict => hopeless(`web-2-a: c waits: ${text}`);
  const forbidden = {
    conditions: [{ type: 'ReplicaFailure', status: 'True', message: 'it violates PodSecurity' }],
  };

  const CASES: readonly (readonly [string, Verdict, readonly ClusterObject[], readonly ClusterObject[]])[] = [
    ['an image that may not be pulled', stuck('ErrImageNeverPull: not present'), [pod('2', NEVER)], []],
    ['an image that there is not', stuck('ImagePullBackOff: web:2: not found'), [pod('2', NOT_FOUND)], []],
    ['a registry that is away', updating, [pod('2', NO_REGISTRY)], []],
    ['a container that crashes', updating, [pod('2', CRASH)], []],
    ['a pod of an earlier version', updating, [pod('1', NEVER)], []],
    ['a policy against its pods', hopeless('it violates PodSecurity'), [], [replicaSet('2', forbidden)]],
    ['a policy against earlier pods', updating, [], [replicaSet('1', forbidden)]],
  ];

  it.each(CASES)('%s', (_, verdict, pods, replicaSets) => {
    const sets = replicaSets.length > 0 ? replicaSets : [replicaSet('1'), replicaSet('2')];
    const [watched] = watchedOf([named(DEPLOYMENT)], undefined);
    const found: ClusterAnswer = { kind: 'object', object: DEPLOYMENT };
    expect(watched?.judge([found, list(...pods), list(...sets)])).toEqual(verdict);
  });

  it('that this task has not begun is given some time: what is wrong may be mended, and not noticed yet', () => {
    const [watched] = watchedOf([named(DEPLOYMENT, false)], undefined);
    const late = {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: 'late',
    };
    const object = { ...DEPLOYMENT, status: { observedGeneration: 1, conditions: [late] } };
    expect(
      watched?.judge([{ kind: 'object', object }, list(pod('2', NEVER)), list(replicaSet('2'))]),
    ).toEqual(hopeless('web-2-a: c waits: ErrImageNeverPull: not present', 30_000));
    expect(watched?.judge([{ kind: 'object', object }, list(), list()])).toEqual(hopeless('late', 30_000));
  });

  it('is not judged by what its Deployment still says of an earlier one', () => {
    const [watched] = watchedOf([named(DEPLOYMENT)], undefined);
    const judge = (name: string) => {
      const message = `ReplicaSet "${name}" has timed out progressing.`;
      const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message };
      const object = { ...DEPLOYMENT, status: { observedGeneration: 1, conditions: [late] } };
      return watched?.judge([{ kind: 'object', object }, list(), list(replicaSet('1'), replicaSet('2'))]);
    };
    expect(judge('web-1')).toEqual(waiting('it has not begun yet'));
    expect(judge('web-2')).toEqual(hopeless('ReplicaSet "web-2" has timed out progressing.', 30_000));
  });

  it('whose last version was not seen yet is not judged by what it says of the one before', () => {
    const [watched] = watchedOf([named(DEPLOYMENT)], undefined);
    const object = { ...DEPLOYMENT, metadata: { ...DEPLOYMENT.metadata, generation: 2 } };
    expect(
      watched?.judge([{ kind: 'object', object }, list(pod('2', NEVER)), list(replicaSet('2'))]),
    ).toEqual(waiting('its last version was not seen yet'));
  });
});
