import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

import type { Built } from '../../images/archive.ts';
import { BuildLog } from '../../images/build-log.ts';
import type { BuildRequest } from '../../images/build-request.ts';
import { contextFiles } from '../../images/context-files.ts';
import { lines, sh } from '../../shell/command.ts';
import { download } from './download.ts';
import { describeMissing, missingPrograms, withPrograms } from './missing-programs.ts';
import type { Workplace } from './perform.ts';

/** Where the script puts the archive that comes back. */
const ARCHIVE = 'image.tar';

/** What ends the script's output: the id of the image. */
const ID = /^remla-lab image (sha256:[\da-f]{64})$/m;

/**
 * Builds an image with buildah on the task's machine: the files that go in are sent there, the archive comes back. What
 * buildah keeps of it (base images, layers) makes the next build quick. @throws the signal's reason
 */
export async function buildWithBuildah(
  request: BuildRequest,
  archive: string,
  { world, temporaries }: Workplace,
): Promise<Built> {
  const { connection, identity, signal } = world;
  request.onStep('sending what goes in');
  const { path: context } = await sendContext(request, world);
  const folder = `${context}.build`;
  temporaries.add(context);
  temporaries.add(folder);
  const log = new BuildLog(request.onStep);
  let rest = '';
  const output = await connection.execute(
    withPrograms(script(request, context, folder), ['buildah', 'tar']),
    {
      identity,
      environment: world.environment,
      signal,
      onOutput: (_, chunk) => {
        const [last = '', ...before] = `${rest}${chunk.toString()}`.split('\n').toReversed();
        for (const line of before.toReversed()) log.add(line);
        rest = last;
      },
    },
  );
  log.add(rest);
  signal.throwIfAborted();
  const missing = missingPrograms(output);
  if (missing)
    return {
      failure: `${describeMissing(connection.host, missing)}; Debian and Ubuntu have a package buildah`,
    };
  const [, id] = ID.exec(output.stdout.toString()) ?? [];
  if (output.exitCode !== 0 || id === undefined) {
    return { failure: log.failure(`buildah on ${connection.host} could not build ${request.reference}`) };
  }
  request.onStep('fetching the archive');
  const fetched = await download({ kind: 'download', path: `${folder}/${ARCHIVE}`, to: archive }, world);
  if (fetched.kind === 'failed') return { failure: fetched.message };
  const { failure } = fetched.output as { readonly failure: string | undefined };
  return failure === undefined ? { id, isBuilt: true } : { failure };
}

/** The files that go in, packed by this machine's tar, which every system has. */
async function sendContext(
  { root, dockerfile }: BuildRequest,
  { connection, identity, signal, onProgress }: Workplace['world'],
): Promise<{ readonly path: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'remla-lab-context-'));
  try {
    const [list, packed] = [join(folder, 'files'), join(folder, 'context.tar.gz')];
    const files = contextFiles(root, dockerfile).map(({ path }) => path);
    await writeFile(list, files.map((file) => `${file}\n`).join(''));
    await execa('tar', ['-czf', packed, '-C', root, '-T', list], { cancelSignal: signal });
    return await connection.send(
      { kind: 'local-file', path: packed },
      {
        identity,
        signal,
        onProgress: (doneBytes, totalBytes) => onProgress({ what: 'image context', doneBytes, totalBytes }),
      },
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** chroot: needs no namespaces of its own, so that it works in machines that are containers themselves. */
function script({ reference, dockerfile, buildArguments }: BuildRequest, context: string, folder: string) {
  const given = Object.entries(buildArguments).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]);
  const to = `docker-archive:${folder}/${ARCHIVE}:${reference}`;
  const [, repository = '', tag = ''] = /^(.+):([^:]+)$/.exec(reference) ?? [];
  return lines([
    sh`exec 2>&1; set -e; mkdir -- ${folder}; tar -xzf ${context} -C ${folder}; cd ${folder}`,
    // On the file system of a container buildah's layers cannot be overlays but only whole copies, so none are kept.
    sh`driver=; layers=--layers; store=/var/lib/containers; [ -d "$store" ] || store=/var/lib`,
    sh`[ "$(stat -f -c %T "$store")" != overlayfs ] || { driver=--storage-driver=vfs; layers=; }`,
    sh`buildah $driver build --isolation chroot $layers -f ${dockerfile} ${given} -t ${reference} .`,
    sh`buildah $driver push ${reference} ${to}`,
    sh`echo "remla-lab image sha256:$(buildah $driver inspect --type image --format '{{.FromImageID}}' ${reference})"`,
    // Of the image's older names none is kept; what of their layers the new one has stays.
    sh`older=$(buildah $driver images --format '{{.Name}}:{{.Tag}}' ${repository} | grep -v ${`:${tag}$`} || :)`,
    sh`[ -z "$older" ] || buildah $driver rmi $older`,
  ]);
}
