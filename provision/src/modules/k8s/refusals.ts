import type { ClusterAnswer, ClusterRefusal, ObjectRef } from '../cluster.ts';
import { titleOf } from './show.ts';

/** Why an object cannot be had as it is wanted, one sentence; undefined for an answer that says nothing against it. */
export function refusalOf(of: ObjectRef, answer: ClusterAnswer | undefined): string | undefined {
  if (answer?.kind === 'unserved')
    return `${titleOf(of)}: ${answer.message}; is its CustomResourceDefinition missing?`;
  return answer?.kind === 'refused' ? `${titleOf(of)}: ${describeRefusal(answer)}` : undefined;
}

/** What the API has against it. */
export function describeRefusal(answer: ClusterRefusal): string {
  return answer.reason === 'Conflict' ? conflict(answer) : said(answer);
}

/** What a mistyped field is refused with: it names the object once more, and counts as the server's own failure. */
const UNTYPED = /^failed to create typed patch object \([^)]*\): (?:errors:)?\s*/;

/** The API repeats itself: its message holds the causes already, mostly. */
function said({ message, causes, reason }: ClusterRefusal): string {
  if (UNTYPED.test(message)) return message.replace(UNTYPED, '').split(/\n\s*/).join('; ');
  const more = causes.filter((cause) => cause.message !== '' && !message.includes(cause.message));
  const lines = more.map((cause) => `${cause.field === undefined ? '' : `${cause.field}: `}${cause.message}`);
  return [reason === '' || message.includes(reason) ? message : `${message} (${reason})`, ...lines].join(
    '; ',
  );
}

/** Of a conflict it counts who owns what; a version that is not the one meant has no such causes. */
function conflict({ message, causes }: ClusterRefusal): string {
  const owned = causes.filter(({ field }) => field !== undefined);
  if (owned.length === 0) return message;
  const fields = owned.map((cause) => `${cause.field} (${cause.message.replace(/^conflict with /, '')})`);
  return `others manage ${fields.join(', ')}; \`force: true\` takes that over`;
}
