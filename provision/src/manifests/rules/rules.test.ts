import { expect, test } from 'vitest';

import { renderManifests } from '../render.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: lab }
spec:
  selector: { matchLabels: { app: app } }
  template:
    metadata: { labels: { app: app } }
    spec:
      serviceAccountName: app
      securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
      topologySpreadConstraints: [{ labelSelector: { matchLabels: { app: app } } }]
      containers:
        - name: app
          image: remla-lab/app:0.1.0-b54ce0a9948a
          ports: [{ name: http, containerPort: 5000 }]
          startupProbe: { httpGet: { path: /, port: http } }
          readinessProbe: { httpGet: { path: /, port: http } }
          livenessProbe: { httpGet: { path: /, port: http } }
          resources: { requests: { cpu: 50m, memory: 64Mi }, limits: { cpu: '1', memory: 1Gi } }
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: app, namespace: lab }
spec: { selector: { app: app }, ports: [{ port: 80, targetPort: http }] }
`;
const BUDGET = `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: app, namespace: lab }
spec: { selector: { matchLabels: { app: app } } }
`;
const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata: { name: app, namespace: lab }
`;

/** The problems of the four files, one of them changed. */
function problemsOf(from: string | RegExp, to: string): readonly string[] {
  const texts = { deployment: DEPLOYMENT, service: SERVICE, budget: BUDGET, account: ACCOUNT };
  const files = Object.entries(texts).map(([file, text]) => ({ file, text: text.replace(from, to) }));
  return renderManifests({}, files).problems.map(
    ({ code, file, position }) => `${file}:${position?.line}:${position?.column} ${code}`,
  );
}

test('what keeps all rules has no problem', () => {
  expect(problemsOf('', '')).toEqual([]);
});

test.each<[string, string | RegExp, string, readonly string[]]>([
  ['a pod of root', 'runAsNonRoot: true, ', '', ['deployment:10:24 pod-standard']],
  [
    'a pod that says it is of root',
    'runAsNonRoot: true',
    'runAsNonRoot: false',
    ['deployment:10:40 pod-standard'],
  ],
  ['user 0', 'runAsNonRoot', 'runAsUser: 0, runAsNonRoot', ['deployment:10:37 pod-standard']],
  ['no seccomp profile', 'RuntimeDefault', 'Unconfined', ['deployment:10:70 pod-standard']],
  ["the machine's network", 'serviceAccountName: app', 'hostNetwork: true', ['deployment:9:20 pod-standard']],
  [
    'a folder of the machine',
    'serviceAccountName: app',
    'volumes: [{ name: a, hostPath: { path: / } }]',
    ['deployment:9:17 pod-standard'],
  ],
  ['privileges to gain', 'Escalation: false', 'Escalation: true', ['deployment:21:39 pod-standard']],
  [
    'a root file system to write to',
    'readOnlyRootFilesystem: true',
    'privileged: false',
    ['deployment:20:11 pod-standard'],
  ],
  ['capabilities', '[ALL]', '[KILL]', ['deployment:23:35 pod-standard']],
  ['one capability more', '[ALL]', '[ALL], add: [NET_ADMIN]', ['deployment:23:48 pod-standard']],
  [
    'a port of the machine',
    'containerPort: 5000',
    'containerPort: 5000, hostPort: 80',
    ['deployment:15:64 pod-standard'],
  ],
  ['no security context', /securityContext:\n(.*\n){3}/, 'tty: false\n', ['deployment:13:11 pod-standard']],
  ['no probe', /livenessProbe.*/, 'tty: false', ['deployment:13:11 pod-incomplete']],
  ['no limit of memory', ', memory: 1Gi', '', ['deployment:19:62 pod-incomplete']],
  ['no resources', /resources: .*/, 'tty: false', ['deployment:13:11 pod-incomplete']],
  ['more asked for than may be taken', 'cpu: 50m', 'cpu: 1500m', ['deployment:19:41 bad-value']],
  ['no tag', ':0.1.0-b54ce0a9948a', '', ['deployment:14:18 image-tag']],
  ['the tag latest', ':0.1.0-b54ce0a9948a', ':latest', ['deployment:14:18 image-tag']],
  [
    'a port of a registry is no tag',
    'remla-lab/app:0.1.0-b54ce0a9948a',
    'localhost:5000/app',
    ['deployment:14:18 image-tag'],
  ],
  [
    'other pods than its own',
    'matchLabels: { app: app } }\n  template',
    'matchLabels: { app: web } }\n  template',
    ['deployment:5:35 selects-nothing'],
  ],
  [
    'a spread over other pods',
    'matchLabels: { app: app } } }]',
    'matchLabels: { app: web } } }]',
    ['deployment:11:67 selects-nothing'],
  ],
  [
    'a Service for nothing',
    'selector: { app: app }',
    'selector: { app: web }',
    ['service:4:19 selects-nothing'],
  ],
  [
    'a Service of another namespace',
    'Service\nmetadata: { name: app, namespace: lab }',
    'Service\nmetadata: { name: app }',
    ['service:4:19 selects-nothing'],
  ],
  ['a port that no container has', 'targetPort: http', 'targetPort: web', ['service:4:65 unknown-reference']],
  [
    'a budget for nothing',
    'spec: { selector: { matchLabels: { app: app } } }\n',
    'spec: { selector: { matchLabels: { app: web } } }\n',
    ['budget:4:34 selects-nothing'],
  ],
  [
    'an account that is not there',
    'serviceAccountName: app',
    'serviceAccountName: web',
    ['deployment:9:27 unknown-reference'],
  ],
  ['a version that is gone', 'policy/v1', 'policy/v1beta1', ['budget:1:13 removed-api']],
])('refused: %s', (_name, from, to, problems) => {
  expect(problemsOf(from, to)).toEqual(problems);
});

test.each([
  ['a digest instead of a tag', ':0.1.0-b54ce0a9948a', `@sha256:${'0'.repeat(64)}`],
  [
    'what the container says instead of the pod',
    /runAsNonRoot: true, (.*\n(.*\n)*.*)readOnly/,
    '$1runAsNonRoot: true\n            readOnly',
  ],
  ['a Service whose endpoints somebody else writes', 'selector: { app: app }, ports', 'ports'],
  ['the account that every namespace has', 'serviceAccountName: app', 'serviceAccountName: default'],
])('taken: %s', (_name, from, to) => {
  expect(problemsOf(from, to)).toEqual([]);
});

test('a Job has no probes', () => {
  const job = DEPLOYMENT.replace('kind: Deployment', 'kind: Job').replaceAll(
    / +(startup|readiness|liveness)Probe.*\n/g,
    '',
  );
  const files = [
    { file: 'job', text: job },
    { file: 'account', text: ACCOUNT },
  ];
  expect(renderManifests({}, files).problems).toEqual([]);
});
