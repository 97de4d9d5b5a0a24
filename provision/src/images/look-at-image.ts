import type { ImageBuilder, ImageFact, ImageState } from '../modules/image-state.ts';
import { archivePath, readNote } from './archive.ts';
import { dockerState } from './docker.ts';
import { imageReference } from './reference.ts';
import type { ImageSettings } from './settings.ts';

/** How an image of this checkout stands. @throws what the file system says of a file that cannot be read */
export async function lookAtImage(
  { name }: ImageFact,
  settings: ImageSettings,
  signal: AbortSignal,
): Promise<ImageState> {
  const image = imageReference(settings.root, name, settings.registry);
  const archive = archivePath(settings.folder, name, image);
  const note = await readNote(archive, image.reference);
  return {
    reference: image.reference,
    archive,
    id: note?.id,
    sizeBytes: note?.sizeBytes,
    builder: note ? undefined : await chooseBuilder(settings, signal),
  };
}

/** Who builds images: as lab.yml says; `auto` is Docker where it runs on this machine, else buildah on the controller. */
export async function chooseBuilder(
  { builder, environment }: Pick<ImageSettings, 'builder' | 'environment'>,
  signal: AbortSignal,
): Promise<ImageBuilder> {
  if (builder === 'buildah') return { kind: 'buildah', reason: 'lab.yml says so (images.builder)' };
  const docker = await dockerState(environment, signal);
  if ('version' in docker) return { kind: 'docker', reason: `Docker ${docker.version} runs here` };
  if (builder === 'auto') return { kind: 'buildah', reason: `Docker does not run here: ${docker.reason}` };
  return { kind: 'none', reason: `lab.yml asks for Docker (images.builder), but ${docker.reason}` };
}
