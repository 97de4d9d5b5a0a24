/** Our images: the name under which lab.yml and `image_of` have each, and the workspace that it is made of. */
export const IMAGES = {
  app: { workspace: 'app' },
  model_service: { workspace: 'model-service' },
} as const;

export type ImageName = keyof typeof IMAGES;

export const IMAGE_NAMES = Object.keys(IMAGES) as readonly ImageName[];

/** The Dockerfile of an image, below the checkout's root, which is its context. */
export function dockerfileOf(name: ImageName): string {
  return `${IMAGES[name].workspace}/Dockerfile`;
}
