import { UnresolvedVariable, lazyRecord } from '../expression/lazy-record.ts';
import type { Lab } from '../lab/schema.ts';
import { problem } from '../source/problem.ts';
import { IMAGE_NAMES, dockerfileOf } from './names.ts';
import type { ImageName } from './names.ts';
import { imageReference } from './reference.ts';

/** What templates and playbooks see at the root: lab.yml, and the references of our images. */
export type LabValues = Lab & { readonly image_of: Readonly<Record<ImageName, string>> };

/**
 * The values of lab.yml with `image_of.app` and `image_of.model_service` beside them. What goes into an image is read
 * where its name is first read, and then kept: where nothing names it, nothing is read.
 */
export function withImages(lab: Lab, root: string): LabValues {
  const getters = IMAGE_NAMES.map((name) => [name, () => referenceOf(lab, root, name)] as const);
  return { ...lab, image_of: lazyRecord(new Map(getters)) as LabValues['image_of'] };
}

function referenceOf({ images }: Lab, root: string, name: ImageName): string {
  try {
    return imageReference(root, name, images.registry).reference;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const place = { file: dockerfileOf(name), position: { line: 1, column: 1 } };
    const hint = 'what goes into the image is read in the checkout';
    throw new UnresolvedVariable([problem('file-unreadable', message, place, hint)]);
  }
}

/** The same for the local target, which runs no image and so need not read what would go into one. */
export function withoutImages(lab: Lab): LabValues {
  return { ...lab, image_of: { app: 'process:app', model_service: 'process:model-service' } };
}
