/** A package that apt-get would change. */
export interface Step {
  readonly name: string;
  /** Undefined: it is not installed. */
  readonly from: string | undefined;
  /** Undefined: it is removed. */
  readonly to: string | undefined;
}

/**
 * Reads what `apt-get -s` prints: `Inst NAME [OLD] (NEW ORIGIN [ARCHITECTURE])`, `Remv NAME [OLD]`, `Purg NAME [OLD]`;
 * `Conf NAME (NEW …)` alone is a package that was unpacked, and is only set up.
 */
export function stepsOf(text: string): readonly Step[] {
  const steps = new Map<string, Step>();
  for (const [, verb, name = '', from, to] of text.matchAll(
    /^(Inst|Remv|Purg|Conf) (\S+)(?: \[(\S+)\])?(?: \((\S+))?/gm,
  )) {
    if (verb === 'Conf' && steps.has(name)) continue;
    steps.set(name, { name, from, to: verb === 'Inst' || verb === 'Conf' ? to : undefined });
  }
  return [...steps.values()];
}

/** The packages before and after, a line each. */
export function diffOf(steps: readonly Step[]): { readonly before: string; readonly after: string } {
  const text = (version: (step: Step) => string | undefined): string =>
    steps
      .flatMap((step) => (version(step) === undefined ? [] : [`${step.name} ${version(step)}\n`]))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join('');
  return { before: text(({ from }) => from), after: text(({ to }) => to) };
}
