import type { Entry } from '../history.ts';
import { VERDICT_WORDS, describeEntry } from '../wording.ts';
import { visibleText } from '../visible-text.ts';
import { elementById, textElement } from './element.ts';

/** The list of what was checked in this tab. */
export type HistoryView = {
  readonly show: (entries: readonly Entry[]) => void;
  readonly onClear: (listener: () => void) => void;
};

/** The view of the history in the page's HTML; times are shown in the reader's own way. */
export function createHistoryView(): HistoryView {
  const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
  return {
    show: (entries) => {
      elementById('history', HTMLElement).hidden = entries.length === 0;
      elementById('entries', HTMLElement).replaceChildren(...entries.map((entry) => entryItem(entry, time)));
    },
    onClear: (listener) => {
      elementById('clear', HTMLButtonElement).addEventListener('click', listener);
    },
  };
}

function entryItem(entry: Entry, time: Intl.DateTimeFormat): HTMLElement {
  const item = document.createElement('li');
  const verdict = textElement('span', 'entry-verdict', VERDICT_WORDS[entry.label]);
  verdict.dataset['label'] = entry.label;
  item.append(
    textElement('span', 'entry-url', visibleText(entry.url)),
    verdict,
    textElement('span', 'entry-note', `${time.format(entry.checkedAtMs)} · ${describeEntry(entry)}`),
  );
  return item;
}
