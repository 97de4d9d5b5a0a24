import { boundTexts, cutText, withoutLines } from './bound-texts.ts';
import type { Happening } from './event.ts';
import type { KeepText } from './run-options.ts';

type Finished = Extract<Happening, { type: 'item-finished' | 'retry' | 'host-finished' }>;

const STREAMS = new Set(['stdout', 'stderr']);

/** What one task on one machine has said so far. */
interface Said {
  /** What it prints is in events; undefined: nothing has come that way. */
  isWhole: boolean | undefined;
  /** Long texts that are kept already, with where. */
  readonly kept: Map<string, string>;
}

/**
 * Sees to it that a text of any length costs events no more than a part of it, and that all of it is kept once: in the
 * `output` events where it came that way, else by `keep`.
 */
export class EventTexts {
  readonly #keep: KeepText;
  readonly #said = new Map<string, Said>();

  constructor(keep: KeepText) {
    this.#keep = keep;
  }

  /** What need not be looked at for secrets: it is left out anyway. */
  lean(happening: Happening): Happening {
    if (!isFinished(happening)) return happening;
    const { outcome } = happening;
    return { ...happening, outcome: { ...outcome, result: withoutLines(outcome.result) } };
  }

  /** The happening with nothing in it that is too long. */
  bound(happening: Happening): Happening {
    if (happening.type === 'output') return this.#output(happening);
    if (!isFinished(happening)) return happening;
    const { outcome, host } = happening;
    const said = this.#saidBy(happening);
    if (happening.type === 'host-finished') this.#said.delete(keyOf(happening));
    const result = boundTexts(outcome.result, (text, field) => {
      if (said.isWhole === true && STREAMS.has(field)) return 'the `output` events of this task';
      const where = said.kept.get(text) ?? this.#keep(text, { host, field });
      said.kept.set(text, where);
      return where;
    });
    return { ...happening, outcome: { ...outcome, result } };
  }

  #output(happening: Extract<Happening, { type: 'output' }>): Happening {
    const text = cutText(happening.text, 'the result of this task says where');
    const said = this.#saidBy(happening);
    said.isWhole = (said.isWhole ?? true) && text === happening.text;
    return { ...happening, text };
  }

  #saidBy(happening: { readonly taskId: string; readonly host: string }): Said {
    const key = keyOf(happening);
    const said = this.#said.get(key) ?? { isWhole: undefined, kept: new Map<string, string>() };
    this.#said.set(key, said);
    return said;
  }
}

function isFinished(happening: Happening): happening is Finished {
  return 'outcome' in happening;
}

function keyOf({ taskId, host }: { readonly taskId: string; readonly host: string }): string {
  return JSON.stringify([taskId, host]);
}
