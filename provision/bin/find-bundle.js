// Plain JavaScript, as lab.js is: it decides which code is loaded.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The entry of the bundle that `npm run prepare` (a part of `npm ci`) has left in a folder, if every file that
 * went into it still is what it was, and it is this checkout's own: node_modules can be a link to those of another one.
 * Nothing hangs on it but time: without one, the sources are loaded.
 *
 * @param {string} folder
 * @returns {string | undefined}
 */
export function findBundle(folder) {
  try {
    if (realpathSync(folder) !== folder) return undefined;
    const { entry, files } = JSON.parse(readFileSync(join(folder, 'bundle.json'), 'utf8'));
    const isFresh = files.every(([file, size, mtimeMs]) => {
      const now = statSync(`${folder}/${file}`, { throwIfNoEntry: false });
      return now?.size === size && now.mtimeMs === mtimeMs;
    });
    return isFresh ? join(folder, entry) : undefined;
  } catch {
    return undefined;
  }
}
