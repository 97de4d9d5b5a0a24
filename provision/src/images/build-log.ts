/** So many lines say what went wrong: npm's own report is about ten. */
const LAST_LINES = 25;

/** What a builder prints: its steps as they begin, its last lines where it fails. */
export class BuildLog {
  readonly #onStep: (step: string) => void;
  readonly #last: string[] = [];

  constructor(onStep: (step: string) => void = () => {}) {
    this.#onStep = onStep;
  }

  add(line: string): void {
    if (line.trim() === '') return;
    this.#last.push(line);
    if (this.#last.length > LAST_LINES) this.#last.shift();
    const step = stepOf(line);
    if (step !== undefined) this.#onStep(step);
  }

  /** What went wrong, with the last lines. */
  failure(what: string): string {
    return [`${what}:`, ...this.#last].join('\n');
  }
}

/** Instructions that take their time; the others are done as soon as they are read. */
const SLOW = /\b(FROM|RUN|COPY|ADD)\b/;

/** A step of the Dockerfile, as Docker (`Step 4/19 : RUN …`), BuildKit (`#9 [build 6/11] RUN …`) and buildah (`STEP 4/19: RUN …`) say it. */
function stepOf(line: string): string | undefined {
  const [, step] =
    /^(?:#\d+ (?=\[)|\[\d+\/\d+\] (?=STEP))?((?:STEP|Step) \d+\/\d+ ?:.*|\[[^\]]*\d+\/\d+\].*)$/.exec(
      line.trim(),
    ) ?? [];
  if (step === undefined || !SLOW.test(step)) return undefined;
  return step.length > 80 ? `${step.slice(0, 79)}…` : step;
}
