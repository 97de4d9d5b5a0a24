import type { MachineFact } from '../modules/fact.ts';
import type { FactStore } from './interpret/fact-store.ts';

/** A store of facts that asks `ahead` too, and remembers what was asked of a machine through it. */
export function watchFacts(
  store: FactStore,
  ahead: () => readonly MachineFact[],
): {
  readonly facts: FactStore;
  readonly asked: readonly MachineFact[];
} {
  const asked: MachineFact[] = [];
  return {
    facts: {
      ...store,
      askAll: (facts, asker) => {
        asked.push(...facts);
        return store.askAll(facts, asker, ahead);
      },
    },
    asked,
  };
}
