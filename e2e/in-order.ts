import { BaseSequencer } from 'vitest/node';

/** A sequencer that runs the files NAME.test.ts in the order of the names; those that are not among them come first. */
export function inOrder(names: readonly string[]): typeof BaseSequencer {
  return class InOrder extends BaseSequencer {
    override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
      const place = ({ moduleId }: (typeof files)[number]) =>
        names.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return files.toSorted((a, b) => place(a) - place(b));
    }
  };
}
