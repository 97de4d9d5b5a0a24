/** How images are built, and where their archives are kept. */
export interface ImageSettings {
  /** The checkout, which is the context of every build. */
  readonly root: string;
  /** What stands before the names of images (lab.yml's `images.registry`). */
  readonly registry: string;
  readonly builder: 'auto' | 'docker' | 'buildah';
  /** The folder of the archives (`<provision.cache_folder>/images`), absolute. */
  readonly folder: string;
  /** Of the programs that are started here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}
