import { createHash } from 'node:crypto';
import { access, mkdir, readFile, readdir, rename, rm, stat, symlink, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { cachedPath, sha256OfFile } from '../../provision/src/artifacts/cache.ts';
import { addToLock } from '../../provision/src/artifacts/lock-file.ts';
import { isNeeded } from '../../provision/src/artifacts/needed-groups.ts';
import { architectureNamed, resolveArtifacts } from '../../provision/src/artifacts/resolve.ts';
import type { Artifact } from '../../provision/src/artifacts/resolve.ts';
import { CHECKOUT, DEBIAN_FILES, LANE_CACHE, PROGRAMS } from './folders.ts';
import { laneLab, upgraded } from './labs.ts';
import { artifactsLink, laneNamed } from './lanes.ts';
import { MAKERS } from './makers.ts';
import { namesIn } from './tarball.ts';

// artifacts.ts [LANE]: fills the artifact cache of a lane (`cluster`), with a lock that says what is in it, from the programs
// that .ci/tools/{programs,runc-and-cni}.sh left, and from the charts in LAB_SHARED; then the folder that the lane's lab file
// names is a link to them. What is there already for the same programs, pins and sources is used again.

/** Of two distributions a lane has one: half a gigabyte each. Charts are made for every lane. */
const DISTRIBUTIONS: readonly string[] = ['k3s', 'kubernetes', 'containerd', 'runc', 'cni_plugins'];

const UNUSED_MS = 14 * 24 * 3600 * 1000;

/** What the artifacts depend on, as a short digest. */
async function keyOf(artifacts: readonly Artifact[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(artifacts));
  for (const name of (await namesIn(PROGRAMS)).filter((each) => !each.endsWith('.part'))) {
    hash.update(await readFile(join(PROGRAMS, name, 'key.txt')));
  }
  hash.update(await readFile(join(DEBIAN_FILES, 'key.txt')));
  for (const path of await sources()) hash.update(await readFile(path));
  return hash.digest('hex').slice(0, 12);
}

/** The files that decide how artifacts are made: programs of ours, and the charts' templates. */
async function sources(): Promise<readonly string[]> {
  const tools = join(CHECKOUT, 'e2e', 'tools');
  const charts = join(CHECKOUT, 'e2e', 'platform', 'charts');
  const found = await readdir(charts, { recursive: true, withFileTypes: true });
  return [
    ...(await namesIn(tools))
      .filter((name) => /\.(?:ts|Dockerfile)$/.test(name))
      .map((name) => join(tools, name)),
    ...found
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort(),
  ];
}

/** Makes one file, puts it into the cache and writes its entry into the lock. */
async function add(artifact: Artifact, folder: string): Promise<void> {
  const make = MAKERS[artifact.name];
  if (!make) {
    console.log(`${artifact.file}: not made here`);
    return;
  }
  const path = join(folder, 'new', artifact.file);
  await mkdir(dirname(path), { recursive: true });
  await make(artifact, path);
  const sha256 = await sha256OfFile(path, new AbortController().signal);
  const { size } = await stat(path);
  const place = cachedPath(join(folder, 'cache'), sha256, artifact.file);
  await mkdir(dirname(place), { recursive: true });
  await rename(path, place);
  await addToLock(join(folder, 'lab.lock.yml'), artifact.url, { sha256, size, published: 'e2e/tools' });
  console.log(`${artifact.file} ${artifact.version}: ${(size / 1e6).toFixed(1)} MB`);
}

/** All of them, in a folder that gets its name when nothing is missing. */
async function fill(artifacts: readonly Artifact[], folder: string): Promise<void> {
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  // Both versions of the lab share what is not Kubernetes.
  const byUrl = new Map(artifacts.map((artifact) => [artifact.url, artifact]));
  for (const artifact of byUrl.values()) await add(artifact, part);
  await rm(join(part, 'new'), { recursive: true });
  await rename(part, folder);
}

/** Artifacts of other pins that no run has used for two weeks. */
async function removeOld(): Promise<void> {
  const all = join(LANE_CACHE, 'artifacts');
  for (const name of await namesIn(all)) {
    const { mtimeMs } = await stat(join(all, name));
    if (Date.now() - mtimeMs > UNUSED_MS) await rm(join(all, name), { recursive: true });
  }
}

const architecture = architectureNamed(process.arch);
if (!architecture) throw new Error(`no publisher builds for ${process.arch}`);
const lane = laneNamed(process.argv[2] ?? 'cluster');
const lab = await laneLab(lane);
// The lane `cluster` tries an upgrade, with both distributions.
const artifacts = (lane === 'platform' ? [lab] : [lab, upgraded(lab)])
  .flatMap((each) => resolveArtifacts(each.artifacts, architecture))
  .filter(({ group }) => !DISTRIBUTIONS.includes(group) || isNeeded(group, lab));
const folder = join(LANE_CACHE, 'artifacts', await keyOf(artifacts));
const isThere = await access(folder).then(
  () => true,
  () => false,
);
if (!isThere) await fill(artifacts, folder);
await utimes(folder, new Date(), new Date());
await removeOld();
const link = artifactsLink(lane);
await mkdir(dirname(link), { recursive: true });
await rm(link, { force: true });
await symlink(folder, link);
console.log(`${link} → ${folder}`);
