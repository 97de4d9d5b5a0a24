import type { DescriptorAction } from '../../routing/build/rate-limit.ts';
import { compileHeaderTest } from '../match/matcher.ts';
import type { RequestHead } from '../match/request-head.ts';

/** What a request is to the limiter: keys and values. */
export type Entries = readonly { readonly key: string; readonly value: string }[];

/** Makes a descriptor of a request; undefined where one of the actions has nothing to say, for then there is none. */
export type Describe = (head: RequestHead, address: string) => Entries | undefined;

type EntryMaker = (head: RequestHead, address: string) => Entries | undefined;

/** A list of actions as a function. */
export function compileActions(actions: readonly DescriptorAction[]): Describe {
  const makers = actions.map(compileAction);
  return (head, address) => {
    const entries: Entries[] = [];
    for (const make of makers) {
      const made = make(head, address);
      if (!made) return undefined;
      entries.push(made);
    }
    // Actions that all had nothing to add, and were allowed to, make no descriptor either.
    const all = entries.flat();
    return all.length > 0 ? all : undefined;
  };
}

function compileAction(action: DescriptorAction): EntryMaker {
  const { key } = action;
  switch (action.kind) {
    case 'constant':
      return () => [{ key, value: action.value }];
    case 'address':
      return (_head, address) => [{ key, value: address }];
    case 'header':
      return ({ headers }) => {
        // Of several headers of one name Envoy takes the first.
        const value = headers.get(action.name)?.[0];
        if (value === undefined) return action.isSkipped ? [] : undefined;
        return [{ key, value }];
      };
    case 'match': {
      const tests = action.tests.map(compileHeaderTest);
      return (head) =>
        tests.every((matches) => matches(head)) === action.isExpected
          ? [{ key, value: action.value }]
          : undefined;
    }
  }
}
