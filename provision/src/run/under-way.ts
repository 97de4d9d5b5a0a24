/** Tasks that run at this moment, so that an interrupted run can say what it left. */
export class UnderWay {
  readonly #tasks = new Set<{ readonly host: string; readonly task: string }>();

  /** Notes a task for as long as the work takes. */
  async during<Value>(host: string, task: string, work: () => Promise<Value>): Promise<Value> {
    const entry = { host, task };
    this.#tasks.add(entry);
    try {
      return await work();
    } finally {
      this.#tasks.delete(entry);
    }
  }

  /** A line for each: `node1: install packages`. */
  list(): readonly string[] {
    return [...this.#tasks].map(({ host, task }) => `${host}: ${task}`);
  }
}
