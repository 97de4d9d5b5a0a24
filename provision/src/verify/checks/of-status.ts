import type { StatusPart } from '../../status/trouble.ts';
import { judged } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

/** What `lab status` says of a part, as a verdict. */
export function verdictOfStatus({ troubles }: Pick<StatusPart, 'troubles'>, details: string): Verdict {
  return judged(troubles.map(causeOf), details);
}

/** A trouble as a cause: what it is about stands before it. */
export function causeOf({ where, what, look }: StatusPart['troubles'][number]): Cause {
  return { what: `${where}: ${what}`, mend: look };
}
