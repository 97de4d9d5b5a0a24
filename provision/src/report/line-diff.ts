/** One line of a comparison of two texts. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Above this many cells the table of common lines is not filled: the whole middle counts as replaced. */
const MOST_CELLS = 4_000_000;

/** The lines of two texts, compared: what stayed, what went, what came; removed lines stand before added ones. */
export function diffLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++;
  const same = (lines: readonly string[]) => lines.map((text) => ({ kind: 'same', text }) as const);
  return [
    ...same(before.slice(0, start)),
    ...diffMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function diffMiddle(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  const removed = (text: string) => ({ kind: 'removed', text }) as const;
  const added = (text: string) => ({ kind: 'added', text }) as const;
  const width = after.length + 1;
  if ((before.length + 1) * width > MOST_CELLS) return [...before.map(removed), ...after.map(added)];
  // common[row * width + column]: how many lines before[row…] and after[column…] have in common, in order.
  const common = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      const at = row * width + column;
      common[at] =
        before[row] === after[column]
          ? (common[at + width + 1] ?? 0) + 1
          : Math.max(common[at + width] ?? 0, common[at + 1] ?? 0);
    }
  }
  const lines: DiffLine[] = [];
  let [row, column] = [0, 0];
  while (row < before.length || column < after.length) {
    const at = row * width + column;
    const [old, fresh] = [before[row], after[column]];
    if (old !== undefined && fresh !== undefined && old === fresh) {
      lines.push({ kind: 'same', text: old });
      row++;
      column++;
    } else if (
      old !== undefined &&
      (fresh === undefined || (common[at + width] ?? 0) >= (common[at + 1] ?? 0))
    ) {
      lines.push(removed(old));
      row++;
    } else {
      lines.push(added(fresh ?? ''));
      column++;
    }
  }
  return lines;
}
