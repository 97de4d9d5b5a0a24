import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { stringify } from 'yaml';

import { CHECKOUT } from '../tools/folders.ts';

const CHART = join(CHECKOUT, 'e2e', 'helm', 'charts', 'toy');

/** A repository of the toy's chart. Disposing ends it. */
export interface ChartRepository extends AsyncDisposable {
  readonly port: number;
  /** What was asked for, in order: paths. */
  readonly asked: readonly string[];
}

/** Packs the toy in some versions and serves them with their index, on all addresses: machines ask for it too. */
export async function startChartRepository(versions: readonly string[]): Promise<ChartRepository> {
  const files = new Map<string, Buffer>();
  for (const version of versions) files.set(`/toy-${version}.tgz`, await packToy(version));
  files.set('/index.yaml', Buffer.from(indexOf(versions, files)));
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    const file = files.get(path);
    response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return {
    port,
    asked,
    [Symbol.asyncDispose]: () => {
      server.closeAllConnections();
      return close();
    },
  };
}

/** A packed chart of this version, as helm packs it: one folder, called after the chart. */
async function packToy(version: string): Promise<Buffer> {
  const work = await mkdtemp(join(tmpdir(), 'remla-chart-'));
  try {
    await cp(CHART, join(work, 'toy'), { recursive: true });
    const head = join(work, 'toy', 'Chart.yaml');
    await writeFile(head, (await readFile(head, 'utf8')).replace(/^version: .*$/m, `version: ${version}`));
    await execa('tar', ['--create', '--gzip', '--file', join(work, 'toy.tgz'), '--directory', work, 'toy']);
    return await readFile(join(work, 'toy.tgz'));
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The index as helm writes it: relative URLs, and the digest of each file. */
function indexOf(versions: readonly string[], files: ReadonlyMap<string, Buffer>): string {
  const entries = versions.map((version) => ({
    apiVersion: 'v2',
    created: '2026-01-01T00:00:00Z',
    digest: createHash('sha256')
      .update(files.get(`/toy-${version}.tgz`) ?? '')
      .digest('hex'),
    name: 'toy',
    urls: [`toy-${version}.tgz`],
    version,
  }));
  return stringify({ apiVersion: 'v1', entries: { toy: entries }, generated: '2026-01-01T00:00:00Z' });
}
