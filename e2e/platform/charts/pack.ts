import { copyFile, cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { execa } from 'execa';
import { parse, stringify } from 'yaml';
import { z } from 'zod';

import { UPSTREAM } from '../../tools/folders.ts';

// Stand-ins for the charts of the platform, which cannot be had on the machine of CI: the real chart's name, version, values and
// schema, as LAB_SHARED has them, and templates of ours. docs/proof.md says what this proves.

const SOURCES = fileURLToPath(new URL('.', import.meta.url));

/** The folder of templates that every chart gets. */
const EVERY = 'every';

/** Published definitions that a chart brings, and the folder of the chart in which they lie, by chart. */
const DEFINITIONS: Readonly<Record<string, readonly [file: string, folder: string] | undefined>> = {
  'istio-base': ['istio-1.30.3.yaml', 'crds'],
  // In a chart of their own, as the real one has them: Helm keeps a release's own files in a Secret, which they would burst.
  'kube-prometheus-stack': ['prometheus-operator-0.93.1.yaml', 'charts/crds/crds'],
};

const Dependency = z.looseObject({ name: z.string() });
const Metadata = z.looseObject({ name: z.string(), dependencies: z.array(Dependency).default([]) });

/** What is packed: a chart by its folder in LAB_SHARED, under a version. */
export interface StandIn {
  /** The folder's name: istio-base, kube-prometheus-stack … */
  readonly chart: string;
  /** The version that it claims: some charts get theirs only when they are published. */
  readonly version: string;
}

/**
 * Writes the stand-in of a chart as a .tgz; the same sources make the same bytes.
 *
 * @throws {Error} ENOENT when LAB_SHARED has no such chart
 */
export async function packChart({ chart, version }: StandIn, archive: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'remla-chart-'));
  try {
    const name = await writeChart(chart, work, version);
    const same = [
      '--sort=name',
      '--mtime=@0',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '--mode=u=rwX,go=rX',
    ];
    await execa('tar', [
      ...same,
      '--create',
      '--use-compress-program=gzip -9n',
      '--file',
      archive,
      '--directory',
      work,
      name,
    ]);
  } finally {
    await rm(work, { recursive: true });
  }
}

/** A chart in a folder below `parent` that has its name, with the charts that it depends on; gives the name. */
async function writeChart(chart: string, parent: string, version?: string): Promise<string> {
  const upstream = join(UPSTREAM, 'charts', chart);
  const { dependencies, ...metadata } = Metadata.parse(
    parse(await readFile(join(upstream, 'Chart.yaml'), 'utf8')),
  );
  const folder = join(parent, metadata.name);
  await mkdir(folder, { recursive: true });
  for (const file of (await readdir(upstream)).filter((each) => each.startsWith('values.'))) {
    await copyFile(join(upstream, file), join(folder, file));
  }
  const own = (await readdir(SOURCES)).filter((each) => each === EVERY || each === chart);
  for (const each of own) await cp(join(SOURCES, each), folder, { recursive: true });
  const definitions = DEFINITIONS[chart];
  if (definitions !== undefined) {
    const [file, place] = definitions;
    await mkdir(join(folder, place), { recursive: true });
    await copyFile(join(UPSTREAM, 'crds', file), join(folder, place, file));
  }
  const charts = await readdir(join(UPSTREAM, 'charts'));
  const known = dependencies.filter(({ name }) => charts.includes(name));
  for (const { name } of known) await writeChart(name, join(folder, 'charts'));
  // Helm refuses a chart that lacks one that it depends on.
  const there = await readdir(join(folder, 'charts')).catch((): string[] => []);
  const kept = dependencies.filter(({ name }) => there.includes(name));
  const claimed = version === undefined ? {} : { version };
  await writeFile(join(folder, 'Chart.yaml'), stringify({ ...metadata, ...claimed, dependencies: kept }));
  return metadata.name;
}
