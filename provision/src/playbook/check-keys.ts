import type { Path } from '../source/document.ts';
import { nearest } from '../source/nearest.ts';
import type { Level } from './keyword.ts';
import { keywordsOf } from './keywords.ts';
import { notBuiltKeyword } from './not-built.ts';
import { refuseKey } from './reader.ts';
import type { Reader } from './reader.ts';

/** Reports the keys of a map that its level does not know. */
export function checkKeys(
  reader: Reader,
  path: Path,
  map: Readonly<Record<string, unknown>>,
  level: Level,
  others: readonly string[] = [],
): void {
  const known = [...keywordsOf(level), ...others];
  for (const key of Object.keys(map)) {
    if (known.includes(key)) continue;
    const refused = notBuiltKeyword(key);
    if (refused) refuseKey(reader, [...path, key], 'not-built', refused.message, refused.hint);
    else {
      const near = nearest(key, known);
      const hint = near === undefined ? undefined : `did you mean \`${near}\`?`;
      refuseKey(reader, [...path, key], 'unknown-key', `unknown key \`${key}\` of a ${WORDS[level]}`, hint);
    }
  }
}

const WORDS: Readonly<Record<Level, string>> = {
  play: 'play',
  block: 'block',
  parallel: 'parallel',
  task: 'task',
  handler: 'handler',
  include: 'task with include_tasks',
  import: 'task with import_tasks',
};
