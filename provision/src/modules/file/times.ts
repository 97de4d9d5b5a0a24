import { localTimeOf } from '../../facts/local-time.ts';
import type { Inode } from '../../facts/inode.ts';
import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { MachineFact } from '../fact.ts';
import type { FileArgs } from './arguments.ts';
import { readTime } from './time-format.ts';

/** What a time of a file shall be: seconds since 1970, or the moment at which it is set. */
export type WantedTime = number | 'now';

/** Times that are wanted; undefined stays as it is. */
export interface WantedTimes {
  readonly accessTime: WantedTime | undefined;
  readonly modificationTime: WantedTime | undefined;
}

/** As the arguments ask for them, before the machine has said when that is. */
export interface AskedTimes {
  readonly accessTime: string | undefined;
  readonly modificationTime: string | undefined;
}

type TimeFact = MachineFact<number | undefined>;

/** What the arguments ask: `now`, a time, or undefined to leave it as it is; or why they cannot be read. */
export function askedTimes(args: FileArgs): AskedTimes | { readonly refused: string } {
  const fallback = args.state === 'touch' ? 'now' : 'preserve';
  const access = askedTime(args.access_time ?? fallback, args.access_time_format);
  const modification = askedTime(args.modification_time ?? fallback, args.modification_time_format);
  if ('refused' in access) return access;
  if ('refused' in modification) return modification;
  return { accessTime: access.time, modificationTime: modification.time };
}

function askedTime(
  text: string,
  format: string,
): { readonly time: string | undefined } | { readonly refused: string } {
  if (text === 'preserve') return { time: undefined };
  return text === 'now' ? { time: text } : readTime(text, format);
}

/** The questions that tell when the asked times are on the machine. */
export function timeFacts(asked: AskedTimes): { accessTime?: TimeFact; modificationTime?: TimeFact } {
  const isWritten = (time: string | undefined) => time !== undefined && time !== 'now';
  return {
    ...(isWritten(asked.accessTime) && { accessTime: localTimeOf(String(asked.accessTime)) }),
    ...(isWritten(asked.modificationTime) && {
      modificationTime: localTimeOf(String(asked.modificationTime)),
    }),
  };
}

/** The asked times with the answers to `timeFacts`. */
export function wantedTimes(
  asked: AskedTimes,
  answers: { readonly accessTime?: number | undefined; readonly modificationTime?: number | undefined },
): WantedTimes {
  return {
    accessTime: asked.accessTime === 'now' ? 'now' : answers.accessTime,
    modificationTime: asked.modificationTime === 'now' ? 'now' : answers.modificationTime,
  };
}

/** What of a file's times has to change. `now` always does. */
export function timeChanges(
  inode: Inode | undefined,
  { accessTime, modificationTime }: WantedTimes,
): { readonly before: Readonly<Record<string, unknown>>; readonly after: Readonly<Record<string, unknown>> } {
  const rows = [
    ['atime', inode?.accessedAt, accessTime],
    ['mtime', inode?.modifiedAt, modificationTime],
  ] as const;
  const changed = rows.filter(([, is, wanted]) => wanted !== undefined && wanted !== is);
  return {
    before: Object.fromEntries(changed.flatMap(([name, is]) => (is === undefined ? [] : [[name, is]]))),
    after: Object.fromEntries(changed.map(([name, , wanted]) => [name, wanted])),
  };
}

/** Sets a file's times. */
export function timeCommands(
  path: string,
  { accessTime, modificationTime }: WantedTimes,
): readonly Command[] {
  const word = pathWord(path);
  return [
    ...(accessTime === undefined ? [] : [sh`touch -c -a ${dateOption(accessTime)} -- ${word}`]),
    ...(modificationTime === undefined ? [] : [sh`touch -c -m ${dateOption(modificationTime)} -- ${word}`]),
  ];
}

function dateOption(time: WantedTime): Command {
  return time === 'now' ? sh`-d now` : sh`-d ${`@${time}`}`;
}
