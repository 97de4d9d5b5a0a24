import { join, resolve } from 'node:path';

import type { ImageSettings } from '../images/settings.ts';
import type { Lab } from '../lab/schema.ts';
import type { CommandContext } from './command.ts';

/** How the images of a lab are built: from this checkout, their archives beside the other files of the cache. */
export function imageSettingsOf(
  { root, environment }: Pick<CommandContext, 'root' | 'environment'>,
  { images, provision }: Pick<Lab, 'images' | 'provision'>,
): ImageSettings {
  return { root, environment, ...images, folder: join(resolve(root, provision.cache_folder), 'images') };
}
