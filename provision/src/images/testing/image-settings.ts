import { join } from 'node:path';

import type { ImageSettings } from '../settings.ts';

/** Images of a folder that a test made, built by nobody. */
export function imageSettingsIn(folder: string): ImageSettings {
  return {
    root: folder,
    registry: 'lab',
    builder: 'buildah',
    folder: join(folder, 'cache', 'images'),
    environment: {},
  };
}
