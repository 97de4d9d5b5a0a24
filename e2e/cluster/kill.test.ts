import { beforeAll, expect, test, vi } from 'vitest';

import type { RunEvent } from '../../provision/src/run/event.ts';
import { recapOf, tasksThat } from '../provision-run.ts';
import { drawn, numbers } from '../seeded.ts';
import { VERSION } from './distribution.ts';
import { nodes, podsOf, readyNodes } from './kubectl.ts';
import { LAB, LEAVE, NOTHING, RESET, SITE, machinesUp, provisioned } from './lab.ts';

// A provisioner that is killed without warning leaves nothing that the next run does not bring to the same end.

const SEED = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** Where the run is killed: some milliseconds after the first event that fits. */
interface Point {
  readonly event: (event: RunEvent) => boolean;
  readonly afterMs: number;
}

const atTask =
  (name: string) =>
  (event: RunEvent): boolean =>
    event.type === 'task-started' && event.task.name === name;

/** Of the plays: which handlers run hangs on what was undone before. */
const taskOf = (event: RunEvent) =>
  event.type === 'task-started' && event.task.section !== 'handlers' ? event.task : undefined;

/** The moments that matter most, each with what is undone before. */
const MOMENTS: readonly (readonly [string, string, Point])[] = [
  ['the transfer of a program', RESET, { event: ({ type }) => type === 'progress', afterMs: 300 }],
  ['the import of an image', RESET, { event: atTask('kube-apiserver'), afterMs: 1000 }],
  ['kubeadm init', LEAVE, { event: atTask('kubeadm makes the control plane'), afterMs: 2500 }],
  ['kubeadm join', LEAVE, { event: atTask('kubeadm makes it a node'), afterMs: 400 }],
  // A handler is notified, and the unit that it reloads is not there yet.
  ['the pod network', LEAVE, { event: atTask('That way is there after a reboot'), afterMs: 0 }],
  [
    'the manifests',
    LEAVE,
    { event: (event) => event.type === 'task-started' && event.task.module === 'k8s', afterMs: 300 },
  ],
];

/** Programs, units and files of the lab with their digests, images, and what a run leaves that did not end. */
const STATE = `
  for path in /usr/local/bin/* /usr/local/sbin/* /etc/containerd/config.toml /etc/systemd/system/*.service /opt/cni/bin/*; do
    stat -c '%n %a %U' $path; sha256sum < $path
  done
  ls -A /etc/cni/net.d /etc/kubernetes /etc/kubernetes/manifests /var/lib/remla-lab/cluster 2>&1
  ctr --namespace k8s.io images list --quiet | grep -v @sha256 | grep -v '^sha256:' | sort
  ip route | grep -c 10.244.
  systemctl is-active containerd kubelet
  pgrep -c -x kubeadm || :`;

let whole: Awaited<ReturnType<typeof state>> | undefined;
/** Of the tasks up to the last that changes something: a run is over soon after that, before it can be killed. */
let taskCount = 0;

beforeAll(async () => {
  await machinesUp();
  // Nothing of what other tests put there is part of the end.
  await provisioned(RESET);
  const run = await provisioned(SITE);
  const modules = run.events.flatMap((event) => taskOf(event)?.module ?? []);
  taskCount = modules.lastIndexOf('k8s') + 1;
  whole = await settledState();
});

test.each(MOMENTS)(
  'killed in the middle of %s: the next run comes to the same end',
  async (_, undo, point) => {
    await runAndKill(undo, point);
  },
);

test('killed at tasks drawn by a seed: each time the next run comes to the same end', async () => {
  const points = process.env['KILL'] === 'all' ? numbers(taskCount) : drawn(8, taskCount, SEED);
  console.log(`kill: seed ${SEED}, tasks ${points.join(' ')} of ${taskCount}`);
  for (const point of points) {
    let started = 0;
    const event = (each: RunEvent) => taskOf(each) !== undefined && started++ === point;
    await runAndKill(LEAVE, { event, afterMs: (point % 4) * 15 });
  }
}, 3_600_000);

/** Undoes what the lab is, begins it again, kills that, and sees that the next run brings all of it. */
async function runAndKill(undo: string, { event: isPoint, afterMs }: Point): Promise<void> {
  await provisioned(undo);
  const child = LAB.startProvision([SITE]);
  let wasKilled = false;
  for await (const line of child.iterable({ from: 'stdout' })) {
    if (wasKilled || !line.startsWith('{') || !isPoint(JSON.parse(line) as RunEvent)) continue;
    wasKilled = true;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  }
  const killed = await LAB.endOf(child);
  expect([wasKilled, killed.events.some(({ type }) => type === 'run-finished')]).toEqual([true, false]);

  await provisioned(SITE);
  // Of what a kubelet has just started the API hears a moment later.
  await expect.poll(state, { timeout: 60_000, interval: 1000 }).toEqual(whole);
  const last = await LAB.provision(SITE);
  expect([last.exitCode, tasksThat(last, 'changed'), recapOf(last, 'changed')]).toEqual([0, [], NOTHING]);
}

/** The state once all nodes and pods are ready, which is what every run has to come to. */
function settledState() {
  const isUnready = (pod: string) => pod.endsWith('false');
  // Not `expect.poll`, which is for tests alone: this is asked before them.
  return vi.waitFor(
    async () => {
      const now = await state();
      expect(now.pods.filter(isUnready)).toEqual([]);
      expect(now.nodes).toEqual(readyNodes(VERSION));
      return now;
    },
    { timeout: 60_000, interval: 1000 },
  );
}

/** Everything that has to be the same in the end, whatever happened on the way. */
async function state() {
  const pods = (await podsOf('--all-namespaces')).map(({ metadata, status }) => {
    const isReady = status.containerStatuses.every(({ ready }) => ready);
    return `${metadata.labels['app'] ?? metadata.labels['k8s-app'] ?? metadata.name} ${metadata.labels['version'] ?? ''} ${isReady}`;
  });
  return { nodes: await nodes(), machines: await LAB.insideEach(STATE), pods: pods.toSorted() };
}
