import type { BuildImageAction, BuildImageOutput } from '../../modules/image-state.ts';
import { archivePath, keepArchive } from '../../images/archive.ts';
import { buildRequest } from '../../images/build-request.ts';
import { buildWithDocker } from '../../images/docker.ts';
import { imageReference } from '../../images/reference.ts';
import { buildWithBuildah } from './buildah.ts';
import type { Performed, Workplace } from './perform.ts';

/** Builds an image of this checkout and keeps its archive; what the builder is at is shown as what is waited for. */
export async function buildImage(
  { name, builder }: BuildImageAction,
  { world, temporaries }: Workplace,
): Promise<Performed> {
  const { images: settings, clock, signal, onWaiting } = world;
  const image = imageReference(settings.root, name, settings.registry);
  const request = await buildRequest(
    { name, settings, image },
    { nowMs: clock.now(), signal, onStep: (step) => onWaiting(`${image.reference}: ${step}`) },
  );
  const archive = archivePath(settings.folder, name, image);
  const built = await keepArchive(archive, image.reference, (temporary) =>
    builder === 'docker'
      ? buildWithDocker(request, temporary)
      : buildWithBuildah(request, temporary, { world, temporaries }),
  );
  const output: BuildImageOutput =
    'failure' in built
      ? { failure: built.failure, id: '', sizeBytes: 0, isBuilt: false }
      : { failure: undefined, id: built.id, sizeBytes: built.sizeBytes, isBuilt: built.isBuilt };
  return { kind: 'output', output };
}
