import { afterAll, beforeAll, expect, test } from 'vitest';

import { MACHINES } from '../vagrant-lab.ts';
import { apply, kubectl, podsOf } from './kubectl.ts';
import { wholeLab } from './lab.ts';

// Pods reach each other over all nodes, by their addresses and by the names of Services.

const NAMESPACE = 'e2e-network';
const PORT = 8080;
/** Answers with the name of its machine, on every machine. */
const SERVER = `require('node:http').createServer((_, answer) => answer.end(process.env.MACHINE)).listen(${PORT})`;

beforeAll(async () => {
  await wholeLab();
  await apply(
    echoOnEveryMachine(
      (await podsOf('--all-namespaces', '--selector', 'app=app'))[0]?.spec.containers[0]?.image,
    ),
  );
  await kubectl('--namespace', NAMESPACE, 'rollout', 'status', 'daemonset/echo', '--timeout=120s');
});

afterAll(async () => {
  await kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found');
});

test('from every machine, the pods of every machine answer', async () => {
  const pods = await podsOf('--namespace', NAMESPACE);
  const urls = pods.map(({ status }) => `http://${status.podIP}:${PORT}`);
  const machines = pods.map(({ spec }) => spec.nodeName ?? '');
  expect(machines.toSorted()).toEqual([...MACHINES]);
  for (const { metadata } of pods) expect(await answersTo(metadata.name, urls)).toEqual(machines);
});

test.each([`http://echo:${PORT}`, `http://echo.${NAMESPACE}.svc.cluster.local:${PORT}`])(
  'from every machine, %s leads to the pods of all machines',
  async (url) => {
    const urls = Array.from({ length: 60 }, () => url);
    for (const { metadata } of await podsOf('--namespace', NAMESPACE)) {
      // The proxy of a machine knows a second later than the API who is ready.
      const answers = async () => [...new Set(await answersTo(metadata.name, urls))].toSorted();
      await expect.poll(answers, { timeout: 30_000 }).toEqual([...MACHINES]);
    }
  },
);

/** What a pod is answered, asked one after the other on connections of their own. */
async function answersTo(pod: string, urls: readonly string[]): Promise<readonly string[]> {
  const script = `
    (async () => {
      const headers = { connection: 'close' };
      const answers = [];
      for (const url of ${JSON.stringify(urls)}) {
        answers.push(await (await fetch(url, { headers, signal: AbortSignal.timeout(5000) })).text());
      }
      console.log(JSON.stringify(answers));
    })()`;
  return JSON.parse(
    await kubectl('--namespace', NAMESPACE, 'exec', pod, '--', 'node', '-e', script),
  ) as string[];
}

function echoOnEveryMachine(image: string | undefined): readonly object[] {
  const metadata = { name: 'echo', namespace: NAMESPACE };
  const labels = { app: 'echo' };
  const machine = { name: 'MACHINE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } };
  const container = {
    name: 'echo',
    image,
    imagePullPolicy: 'Never',
    command: ['node', '-e', SERVER],
    env: [machine],
    // A process is there before it listens.
    readinessProbe: { tcpSocket: { port: PORT }, periodSeconds: 1 },
  };
  const spec = { terminationGracePeriodSeconds: 0, containers: [container] };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ port: PORT }] } },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
  ];
}
