import { type Entry, parseHistory, serializeHistory } from './history.ts';

const KEY = 'checked-addresses';

/** Where the history of a tab is kept between reloads. */
export type HistoryStorage = {
  readonly load: () => readonly Entry[];
  readonly save: (entries: readonly Entry[]) => void;
};

/** Keeps the history in the tab's sessionStorage; where a browser forbids or fills that, the history ends with the page. */
export function createHistoryStorage(getStorage: () => Storage): HistoryStorage {
  return {
    load: () => parseHistory(tryStorage(() => getStorage().getItem(KEY)) ?? null),
    save: (entries) => {
      tryStorage(() => getStorage().setItem(KEY, serializeHistory(entries)));
    },
  };
}

// Even reading the property throws where site data is blocked (SecurityError); a full store throws QuotaExceededError.
function tryStorage<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    if (error instanceof DOMException) return undefined;
    throw error;
  }
}
