import { groupIdOf, userIdOf } from '../../facts/account-id.ts';
import type { MachineFact } from '../fact.ts';

/** Who a file shall belong to, and with which permissions; what is undefined stays as it is. */
export interface Attributes {
  readonly mode?: string | undefined;
  readonly owner?: string | undefined;
  readonly group?: string | undefined;
}

/** The numbers of the wanted owner and group; undefined where none is wanted. */
export interface Ownership {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
  /** Why one of them has no number. */
  readonly missing: string | undefined;
}

/** Answers to `ownershipFacts`. */
export interface OwnershipAnswers {
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

type NumberFact = MachineFact<number | undefined>;

/** The questions that tell the numbers of the wanted owner and group. None for numbers. */
export function ownershipFacts({ owner, group }: Attributes): { uid?: NumberFact; gid?: NumberFact } {
  return {
    ...(owner !== undefined && !isNumber(owner) && { uid: userIdOf(owner) }),
    ...(group !== undefined && !isNumber(group) && { gid: groupIdOf(group) }),
  };
}

/** The numbers of the wanted owner and group. */
export function ownershipOf({ owner, group }: Attributes, answers: OwnershipAnswers): Ownership {
  const uid = isNumber(owner) ? Number(owner) : answers.uid;
  const gid = isNumber(group) ? Number(group) : answers.gid;
  const isUserMissing = owner !== undefined && uid === undefined;
  const isGroupMissing = group !== undefined && gid === undefined;
  const missing = isUserMissing
    ? `there is no user ${owner} on the machine`
    : isGroupMissing
      ? `there is no group ${group} on the machine`
      : undefined;
  return { uid, gid, missing };
}

function isNumber(text: string | undefined): boolean {
  return text !== undefined && /^\d+$/.test(text);
}
