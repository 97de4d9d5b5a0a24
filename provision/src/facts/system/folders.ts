import { lineIn, stepsBelow } from './report.ts';
import type { SystemReport } from './report.ts';

/** First lines of the files below each folder of `parent` (which ends with `/`): `sda` → `queue/rotational` → `0`. */
export function linesByFolder(
  report: SystemReport,
  parent: string,
): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const folders = new Map<string, Map<string, string>>();
  for (const [name = '', ...steps] of stepsBelow(report, parent)) {
    const line = lineIn(report, `${parent}${name}/${steps.join('/')}`);
    const values = folders.get(name) ?? new Map<string, string>();
    if (line !== undefined) values.set(steps.join('/'), line);
    folders.set(name, values);
  }
  return folders;
}
