import type { ImageName } from '../images/names.ts';

/** How this checkout's image of a service stands on the user's machine. */
export interface ImageFact {
  readonly kind: 'image';
  readonly name: ImageName;
}

/** What is known of an image. */
export interface ImageState {
  readonly reference: string;
  /** Where its archive is, or would be: a path of the user's machine. */
  readonly archive: string;
  /** There where the archive is. */
  readonly id: string | undefined;
  readonly sizeBytes: number | undefined;
  /** Who would build it; undefined where nobody has to. */
  readonly builder: ImageBuilder | undefined;
}

/** docker: on the user's machine. buildah: on the machine that the task runs on. */
export type ImageBuilder =
  | { readonly kind: 'docker' | 'buildah'; readonly reason: string }
  | { readonly kind: 'none'; readonly reason: string };

/** Builds an image and leaves its archive on the user's machine. */
export interface BuildImageAction {
  readonly kind: 'build-image';
  readonly name: ImageName;
  readonly builder: 'docker' | 'buildah';
}

/** What a build came to; with `failure` there is no archive. */
export type BuildImageOutput = {
  readonly failure: string | undefined;
  readonly id: string;
  readonly sizeBytes: number;
  /** False where the builder had the image already, and only the archive was missing. */
  readonly isBuilt: boolean;
};
