import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { RunEvent } from '../event.ts';

/** What no two runs have in common: times, places on the disk, and how many round trips it took. */
const PASSING = new Set(
  [
    ['atMs', 'durationMs', 'roundTrips', 'start', 'end', 'delta'],
    ['inode', 'dev', 'atime', 'mtime', 'ctime', 'version', 'device_type'],
    // Of a file that was just written, these come a moment later.
    ['attr_flags', 'attributes', 'blocks'],
  ].flat(),
);

/** Events without what passes; `folder` by a name of its own. */
export function lasting(events: readonly RunEvent[], folder: string): unknown {
  const text = JSON.stringify(events, (key, value: unknown) => (PASSING.has(key) ? undefined : value));
  return JSON.parse(text.replaceAll(folder, '<folder>')) as unknown;
}

/** Every file below a folder with its mode and content, sorted by path. */
export async function treeOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const mode = ((await stat(path)).mode % 0o10000).toString(8);
    const content = entry.isFile() ? await readFile(path, 'utf8') : 'folder';
    return `${path.slice(folder.length)} ${mode} ${JSON.stringify(content)}`;
  });
  return (await Promise.all(lines)).sort();
}
