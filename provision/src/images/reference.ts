import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { contextFiles } from './context-files.ts';
import { IMAGES, dockerfileOf } from './names.ts';
import type { ImageName } from './names.ts';

/** Changes with what a build does besides its Dockerfile: then every image is another one. */
const RECIPE = 'remla-lab image 1';

/** So many digits of the hash tell any two images of a lab apart. */
const TAG_DIGITS = 12;

const Package = z.object({ version: z.string() });

/** An image as this checkout would build it. */
export interface ImageReference {
  /** `remla-lab/app:0.1.0-3f9c0d2ab871`. */
  readonly reference: string;
  /** Of its workspace. */
  readonly version: string;
  /** Of what goes into it, 12 hex digits: the same on every machine. */
  readonly hash: string;
}

/**
 * The image that this checkout builds. Its hash is that of the Dockerfile and of the files that go in, by path, content
 * and whether they are programs; the version stands in one of those. When and from which commit it is built is said in
 * the image, but changes nothing that runs, and so is not part of the hash.
 * @throws what the file system says of a file that cannot be read
 */
export function imageReference(root: string, name: ImageName, registry: string): ImageReference {
  const { workspace } = IMAGES[name];
  const { version } = Package.parse(JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')));
  const lines = contextFiles(root, dockerfileOf(name)).map(({ path, digest }) => `${digest} ${path}`);
  const whole = createHash('sha256').update([RECIPE, ...lines, ''].join('\n'));
  const hash = whole.digest('hex').slice(0, TAG_DIGITS);
  return { reference: `${registry}/${workspace}:${version}-${hash}`, version, hash };
}
