import type { Decision } from '../modules/decision.ts';
import type { LocalFile } from '../modules/fact.ts';

/** The same decision, and the paths on the user's machine that it looks at, as it does so. */
export function watchLocalPaths(decision: Decision): {
  readonly watched: Decision;
  readonly asked: readonly string[];
} {
  const asked: string[] = [];
  const watch = (next: Decision): Decision => {
    switch (next.kind) {
      case 'done':
        return next;
      case 'act':
        // eslint-disable-next-line unicorn/no-thenable -- a decision is plain data and never awaited
        return { ...next, then: (outputs: readonly unknown[]) => watch(next.then(outputs)) };
      case 'ask':
        return {
          ...next,
          // eslint-disable-next-line unicorn/no-thenable -- a decision is plain data and never awaited
          then: (answers: Readonly<Record<string, unknown>>) => {
            const files = Object.entries(next.facts).filter(([, { kind }]) => kind === 'local-file');
            asked.push(...files.flatMap(([name]) => pathsOf(answers[name] as LocalFile)));
            return watch(next.then(answers));
          },
        };
    }
  };
  return { watched: watch(decision), asked };
}

/** Where it was found, or else looked for. */
function pathsOf(file: LocalFile): readonly string[] {
  return file.kind === 'missing' ? file.searched : [file.path];
}
