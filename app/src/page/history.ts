import { isJsonObject } from './json-object.ts';
import { type Label, isLabel, isProbability } from './verdict.ts';
import type { Vote } from './vote.ts';

/** One address that was checked in this tab. */
export type Entry = {
  readonly url: string;
  readonly label: Label;
  readonly probability: number;
  readonly checkedAtMs: number;
  readonly vote: Vote | undefined;
};

/** More are forgotten, the oldest first: sessionStorage is small and addresses may be long. */
const MAX_ENTRIES = 50;

/** Puts an entry in front. */
export function addEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  return [entry, ...entries].slice(0, MAX_ENTRIES);
}

/** Notes the vote on the entry that was made at this time. */
export function recordVote(entries: readonly Entry[], checkedAtMs: number, vote: Vote): readonly Entry[] {
  return entries.map((entry) => (entry.checkedAtMs === checkedAtMs ? { ...entry, vote } : entry));
}

/** Entries as text for the storage. */
export function serializeHistory(entries: readonly Entry[]): string {
  return JSON.stringify(entries);
}

/** Entries from the storage's text; what another version of the page left there and cannot be read is dropped. */
export function parseHistory(text: string | null): readonly Entry[] {
  if (text === null) return [];
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
  if (!Array.isArray(stored)) return [];
  return (stored as readonly unknown[]).flatMap((value) => readEntry(value) ?? []).slice(0, MAX_ENTRIES);
}

function readEntry(value: unknown): Entry | undefined {
  if (!isJsonObject(value)) return undefined;
  const { url, label, probability, checkedAtMs, vote } = value;
  if (
    typeof url !== 'string' ||
    !isLabel(label) ||
    !isProbability(probability) ||
    typeof checkedAtMs !== 'number'
  ) {
    return undefined;
  }
  return {
    url,
    label,
    probability,
    checkedAtMs,
    vote: vote === 'agree' || vote === 'disagree' ? vote : undefined,
  };
}
