import { createHash } from 'node:crypto';

import { z } from 'zod';

import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { CommandError } from '../transport/errors.ts';
import type { Connection, Identity } from '../transport/connection.ts';

/** Where notifications are written down: a small file each, so that they outlive a run that is killed. */
export interface NotesPlace {
  readonly connection: Connection;
  readonly identity: Identity;
  /** The machine's name: two names of one machine keep apart what is theirs. */
  readonly host: string;
  /** @default /var/lib/remla-lab for root, else the user's state folder */
  readonly folder: string | undefined;
  readonly signal: AbortSignal;
}

/** What was notified, and where in the playbook: there its handlers run in a later run, too. */
export interface Note {
  readonly topic: string;
  /** The name of the play. */
  readonly play: string;
  /** The name of the task, the first of the play that notified the topic. */
  readonly task: string;
}

const Line = z.strictObject({ host: z.string(), play: z.string(), task: z.string(), topic: z.string() });

/** Writes notes down. Writing one twice does no harm. @throws {CommandError} where that is not possible */
export async function writeNotes(notes: readonly Note[], place: NotesPlace): Promise<void> {
  const writes = notes.map((note) => {
    const path = fileOf(note, place);
    return sh`printf '%s\n' ${JSON.stringify({ host: place.host, ...note })} >"$d/.${path}" && mv -f "$d/.${path}" "$d/${path}" || exit 1`;
  });
  await tell(lines([folderOf(place), sh`umask 077 && mkdir -p -- "$d" || exit 1`, ...writes]), place);
}

/** Removes notes, whether or not they are there. @throws {CommandError} where that is not possible */
export async function removeNotes(notes: readonly Note[], place: NotesPlace): Promise<void> {
  const removals = notes.map((note) => sh`rm -f -- "$d/${fileOf(note, place)}" || exit 1`);
  await tell(lines([folderOf(place), ...removals]), place);
}

/** The notes that are written down; what is not a note of ours is passed over. */
export async function readNotes(place: NotesPlace): Promise<readonly Note[]> {
  const script = sh`for f in "$d"/*; do [ -f "$f" ] && cat -- "$f"; done; true`;
  const stdout = await tell(lines([folderOf(place), script]), place);
  return stdout.split('\n').flatMap((line) => {
    const read = Line.safeParse(parseJson(line));
    if (!read.success) return [];
    const { host, ...note } = read.data;
    return host === place.host ? [note] : [];
  });
}

function fileOf({ topic, play, task }: Note, { host }: NotesPlace): string {
  return createHash('sha256')
    .update(JSON.stringify([host, play, task, topic]))
    .digest('hex')
    .slice(0, 32);
}

function folderOf({ folder }: NotesPlace): Command {
  if (folder !== undefined) return sh`d=${folder}/notified`;
  return lines([
    sh`d=/var/lib/remla-lab/notified`,
    sh`[ "$(id -u)" = 0 ] || d="\${XDG_STATE_HOME:-$HOME/.local/state}/remla-lab/notified"`,
  ]);
}

async function tell(script: Command, { connection, identity, signal }: NotesPlace): Promise<string> {
  const [output] = await connection.ask([script], { identity, signal });
  if (output?.exitCode === 0) return output.stdout.toString();
  const stderr = output?.stderr.toString() ?? '';
  throw new CommandError(connection.host, `notifications cannot be written down: ${stderr.trim()}`, {
    command: script.text,
    exitCode: output?.exitCode,
    signal: output?.signal,
    stderr,
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
