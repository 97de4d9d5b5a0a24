import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import type { ClusterChange, ClusterRead } from '../modules/cluster.ts';
import { hastyClock } from '../run/interpret/testing/hasty-clock.ts';
import { ClusterError } from './cluster-error.ts';
import { createClusters } from './clusters.ts';
import type { Limits } from './send-again.ts';
import { kubeconfigFor, startApiDouble } from './testing/api-double.ts';
import type { DoubleAnswer, SeenRequest } from './testing/api-double.ts';

const CONFIG = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'lab' } };
const REF = { apiVersion: 'v1', kind: 'ConfigMap', name: 'c' };
const APPLY: ClusterChange = { change: 'apply', object: CONFIG, manager: 'me', isForced: false };

async function start(answer: (request: SeenRequest) => DoubleAnswer) {
  const api = await startApiDouble(answer);
  const clusters = createClusters({ kubeconfig: api.kubeconfig });
  const waited: string[] = [];
  const limits: Limits = {
    signal: new AbortController().signal,
    clock: hastyClock(),
    onWaiting: (reason) => void waited.push(reason),
  };
  return {
    api,
    waited,
    read: (read: ClusterRead, context?: string) => clusters.read({ context }, read, limits),
    change: (change: ClusterChange) => clusters.change({}, change, limits),
    paths: () => api.seen.map(({ method, path }) => `${method} ${path}`),
    [Symbol.asyncDispose]: async () => {
      clusters[Symbol.dispose]();
      await api[Symbol.asyncDispose]();
    },
  };
}

const status = (code: number, rest: object = {}): DoubleAnswer => ({
  status: code,
  body: { kind: 'Status', message: `said ${code}`, reason: 'Because', ...rest },
});

describe('reading', () => {
  it('finds an object in the namespace of its name, of the context, or in none', async () => {
    await using here = await start(() => ({ body: CONFIG }));

    const found = await here.read({ read: 'object', of: { ...REF, namespace: 'lab' } });
    await here.read({ read: 'object', of: REF });
    await here.read({ read: 'object', of: REF }, 'there');
    await here.read({ read: 'object', of: { apiVersion: 'v1', kind: 'Node', name: 'n', namespace: 'lab' } });

    expect(found).toEqual({ kind: 'object', object: CONFIG });
    expect(here.paths().filter((path) => !/ \/apis?$/.test(path))).toEqual([
      'GET /api/v1/namespaces/lab/configmaps/c',
      'GET /api/v1/namespaces/default/configmaps/c',
      'GET /api/v1/namespaces/there/configmaps/c',
      'GET /api/v1/nodes/n',
    ]);
  });

  it('lists, with selectors, and says of each item what it is', async () => {
    await using here = await start(() => ({ body: { items: [{ metadata: { name: 'p' } }] } }));

    const read = { read: 'list', apiVersion: 'v1', kind: 'Pod', labels: 'a=b,c', fields: 'd=e' } as const;
    const found = await here.read({ ...read, namespace: 'lab' });
    await here.read({ read: 'list', apiVersion: 'v1', kind: 'Pod' });

    expect(found).toEqual({
      kind: 'list',
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }],
    });
    expect(here.paths().slice(2)).toEqual([
      'GET /api/v1/namespaces/lab/pods?labelSelector=a%3Db%2Cc&fieldSelector=d%3De',
      'GET /api/v1/pods',
    ]);
  });

  it('reads logs, and several things side by side', async () => {
    await using here = await start(({ path }) => ({ body: path.includes('/log') ? 'one\n' : CONFIG }));

    const log = {
      read: 'log',
      namespace: 'lab',
      pod: 'p',
      container: 'c',
      isPrevious: true,
      lines: 3,
    } as const;
    const found = await here.read({ read: 'all', of: [log, { read: 'object', of: REF }] });

    expect(found).toEqual({
      kind: 'all',
      answers: [
        { kind: 'text', text: 'one\n' },
        { kind: 'object', object: CONFIG },
      ],
    });
    expect(here.paths()).toContain(
      'GET /api/v1/namespaces/lab/pods/p/log?container=c&previous=true&tailLines=3',
    );
  });

  it('finds the members of a set by the kinds that its parent names; what is not served has none', async () => {
    const parent = { ...CONFIG, metadata: { name: 'set', annotations: { kinds: 'Pod,Toy.lab,ConfigMap' } } };
    await using here = await start(({ path }) => {
      if (path.endsWith('/configmaps/set')) return { body: parent };
      return { body: { items: path.includes('/pods') ? [{ metadata: { name: 'p' } }] : null } };
    });

    const members = {
      read: 'members',
      parent: { ...REF, name: 'set' },
      kindsAnnotation: 'kinds',
      labels: 'l=1',
    } as const;
    expect(await here.read(members)).toEqual({
      kind: 'list',
      items: [{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' } }],
    });
  });

  it('tells a missing object from a kind that is not served, which is looked for again', async () => {
    await using here = await start(() => status(404, { details: { kind: 'configmaps' } }));
    const toy = { read: 'object', of: { apiVersion: 'lab/v1', kind: 'Toy', name: 't' } } as const;

    expect(await here.read({ read: 'object', of: REF })).toEqual({ kind: 'missing' });
    expect(await here.read(toy)).toEqual({
      kind: 'unserved',
      message: 'the cluster serves no Toy in lab/v1',
    });
    here.api.served.set('lab/v1', [{ kind: 'Toy', plural: 'toys', isNamespaced: true }]);
    expect(await here.read(toy)).toEqual({ kind: 'missing' });
    await here.read({ read: 'object', of: REF });
    await here.read(toy);

    expect(here.paths().filter((path) => path === 'GET /apis')).toHaveLength(3);
  });

  it('shows who asks: by a token, or by what a program gives', async () => {
    const answered: (string | undefined)[] = [];
    await using here = await start(({ authorization }) => {
      answered.push(authorization);
      return { body: CONFIG };
    });
    await here.read({ read: 'object', of: REF });
    await here.read({ read: 'object', of: REF }, 'program');

    expect(answered).toEqual(['Bearer secret', 'Bearer of a program']);
  });

  it('asks for discovery once, and keeps its connections', async () => {
    await using here = await start(() => ({ body: CONFIG }));

    const reads = Array.from({ length: 30 }, () => ({ read: 'object', of: REF }) as const);
    await here.read({ read: 'all', of: reads });
    await here.read({ read: 'all', of: reads });

    expect(here.paths().filter((path) => path === 'GET /api')).toHaveLength(1);
    expect(here.api.connections()).toBeLessThanOrEqual(12);
  });
});

describe('changing', () => {
  it('applies server-side under strict validation; a dry run keeps nothing', async () => {
    await using here = await start(() => ({ body: CONFIG }));

    await here.change({ ...APPLY, isForced: true });
    await here.read({ read: 'dry-run', of: APPLY });

    const path = '/api/v1/namespaces/lab/configmaps/c?fieldManager=me';
    expect(here.api.seen.slice(2)).toMatchObject([
      {
        method: 'PATCH',
        path: `${path}&force=true&fieldValidation=Strict`,
        type: 'application/apply-patch+yaml',
        body: CONFIG,
      },
      {
        method: 'PATCH',
        path: `${path}&force=false&fieldValidation=Strict&dryRun=All`,
        type: 'application/apply-patch+yaml',
        body: CONFIG,
      },
    ]);
  });

  it('patches and deletes', async () => {
    await using here = await start(({ method }) =>
      method === 'DELETE' ? { body: { kind: 'Status', status: 'Success' } } : { body: CONFIG },
    );

    await here.change({ change: 'patch', of: REF, type: 'merge', patch: { a: 1 }, manager: 'me' });
    const gone = await here.change({ change: 'delete', of: REF, options: { gracePeriodSeconds: 0 } });

    expect(gone).toEqual({ kind: 'missing' });
    expect(here.api.seen.slice(2)).toMatchObject([
      {
        method: 'PATCH',
        path: '/api/v1/namespaces/default/configmaps/c?fieldManager=me&fieldValidation=Strict',
        type: 'application/merge-patch+json',
        body: { a: 1 },
      },
      {
        method: 'DELETE',
        path: '/api/v1/namespaces/default/configmaps/c',
        type: 'application/json',
        body: { apiVersion: 'v1', kind: 'DeleteOptions', gracePeriodSeconds: 0 },
      },
    ]);
  });

  it('gives what the API has against it, field by field', async () => {
    const causes = [{ field: '.data', message: 'conflict with "kubectl"' }];
    await using here = await start(() => status(409, { reason: 'Conflict', details: { kind: 'x', causes } }));

    expect(await here.change(APPLY)).toEqual({
      kind: 'refused',
      status: 409,
      reason: 'Conflict',
      message: 'said 409',
      causes,
    });
  });
});

describe('an API server that is away for a moment', () => {
  it('is asked again, and that is said', async () => {
    let tries = 0;
    await using here = await start(() => {
      tries += 1;
      if (tries === 1) return status(503);
      if (tries === 2) return { status: 429, body: '', headers: { 'retry-after': '2' } };
      if (tries === 3) return { status: 500, body: 'etcdserver: leader changed' };
      return tries === 4 ? undefined : { body: CONFIG };
    });

    expect(await here.change(APPLY)).toEqual({ kind: 'object', object: CONFIG });
    expect(tries).toBe(5);
    expect(here.waited.slice(0, 3)).toEqual(
      [503, 429, 500].map((code) => `the API server is busy (HTTP ${code})`),
    );
    expect(here.waited[3]).toMatch(/^the API of the cluster at http:\S+ does not answer: /);
  });

  it('is not sent twice what would come to something else', async () => {
    await using here = await start(() => undefined);
    const patch = { change: 'patch', of: REF, type: 'json', patch: [], manager: 'me' } as const;

    await expect(here.change(patch)).rejects.toThrow('does not answer');
    expect(here.paths().filter((path) => path.startsWith('PATCH'))).toHaveLength(1);
  });

  it('is given up after a while', async () => {
    await using here = await start(() => status(503));

    expect(await here.change(APPLY)).toMatchObject({ kind: 'refused', status: 503 });
  });
});

describe('a cluster that cannot be asked', () => {
  async function failure(content: string | undefined, context?: string): Promise<ClusterError> {
    const folder = await mkdtemp(join(tmpdir(), 'clusters-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const kubeconfig = join(folder, 'kubeconfig');
    if (content !== undefined) await writeFile(kubeconfig, content);
    using clusters = createClusters({ kubeconfig });
    const limits = { signal: new AbortController().signal, clock: hastyClock(), onWaiting: () => undefined };
    const error: unknown = await clusters
      .read({ context }, { read: 'object', of: REF }, limits)
      .catch((thrown: unknown) => thrown);
    if (!(error instanceof ClusterError)) throw new Error('no ClusterError', { cause: error });
    return error;
  }

  it('has no kubeconfig', async () => {
    const { message, hint } = await failure(undefined);
    expect(message).toMatch(/^the kubeconfig \S+\/kubeconfig is not there$/);
    expect(hint).toContain('npm run provision');
  });

  it('has a kubeconfig that is none, or without such a context', async () => {
    expect((await failure('{')).message).toMatch(/kubeconfig is no kubeconfig: /);
    const { message, hint } = await failure(kubeconfigFor('http://127.0.0.1:1'), 'other');
    expect([message.replace(/^\S+/, 'FILE'), hint]).toEqual([
      'FILE has no context "other" with a cluster',
      'it has: here, there, program',
    ]);
  });

  it('does not answer', async () => {
    const { message, mayPass } = await failure(kubeconfigFor('http://127.0.0.1:1'));
    expect([message, mayPass]).toEqual([
      'the API of the cluster at http://127.0.0.1:1 does not answer: connect ECONNREFUSED 127.0.0.1:1',
      true,
    ]);
  });

  it('names a program that is not there, or a file that cannot be read', async () => {
    const text = kubeconfigFor('http://127.0.0.1:1');
    const exec = text.replace(
      'token: secret',
      'exec: { apiVersion: client.authentication.k8s.io/v1, command: /none }',
    );
    expect((await failure(exec)).message).toMatch(/^the credentials in \S+ cannot be had: .*ENOENT/);
    const file = text.replace('token: secret', 'client-certificate: none.crt');
    expect((await failure(file)).message).toMatch(/^the credentials in \S+ cannot be had: .*none\.crt/);
  });

  it('does not accept the credentials', async () => {
    await using here = await start(() => status(401));
    await expect(here.read({ read: 'object', of: REF })).rejects.toThrow(
      /does not accept the credentials in \S+: 401 Unauthorized/,
    );
  });

  it('is left alone when the task ends', async () => {
    const stop = new AbortController();
    await using api = await startApiDouble(() => {
      stop.abort(new Error('stopped'));
      return { body: CONFIG };
    });
    using clusters = createClusters({ kubeconfig: api.kubeconfig });
    const limits = { signal: stop.signal, clock: hastyClock(), onWaiting: () => undefined };
    await expect(clusters.read({}, { read: 'object', of: REF }, limits)).rejects.toThrow('stopped');
  });
});
