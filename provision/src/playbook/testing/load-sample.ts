import type { Problem } from '../../source/problem.ts';
import { loadPlaybook } from '../load.ts';
import type { Playbook } from '../play.ts';
import { memoryFiles } from './memory-files.ts';
import { SAMPLE_MODULES } from './sample-modules.ts';

/** What lab.yml holds in tests. */
export const SAMPLE_LAB = { k3s: { version: 'v1.36.4+k3s1' }, app: { host: 'app.local' } };

/** Loads `site.yml` of a set of files. */
export function loadSample(
  texts: Readonly<Record<string, string>>,
): Promise<{ playbook: Playbook | undefined; problems: readonly Problem[] }> {
  return loadPlaybook({
    file: 'site.yml',
    files: memoryFiles(texts),
    modules: SAMPLE_MODULES,
    lab: SAMPLE_LAB,
  });
}

/** A playbook of one play with these tasks, each line of them indented as it stands in `tasks:`. */
export function playWith(tasks: string, before = ''): string {
  return `- hosts: all\n${before}  tasks:\n${tasks.replace(/^/gm, '    ')}\n`;
}

/** Problems as `FILE:LINE:COLUMN code (hint)`; the file left out where it is site.yml. */
export function shown(problems: readonly Problem[]): string[] {
  return problems.map(({ file, position, code, hint }) => {
    const name = file === 'site.yml' ? '' : `${file}:`;
    const place = position ? `${position.line}:${position.column}` : '';
    return `${name}${place} ${code}${hint === undefined ? '' : ` (${hint})`}`;
  });
}
