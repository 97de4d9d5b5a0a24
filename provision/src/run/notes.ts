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

const Note = z.strictObject({ host: z.string(), topic: z.string() });

/** Writes topics down. Writing one twice does no harm. @throws {CommandError} where that is not possible */
export async function writeNotes(topics: readonly string[], place: NotesPlace): Promise<void> {
  const writes = topics.map((topic) => {
    const path = fileOf(topic, place);
    return sh`printf '%s\n' ${JSON.stringify({ host: place.host, topic })} >"$d/.${path}" && mv -f "$d/.${path}" "$d/${path}" || exit 1`;
  });
  await tell(lines([folderOf(place), sh`umask 077 && mkdir -p -- "$d" || exit 1`, ...writes]), place);
}

/** Removes topics, whether or not they are there. @throws {CommandError} where that is not possible */
export async function removeNotes(topics: readonly string[], place: NotesPlace): Promise<void> {
  const removals = topics.map((topic) => sh`rm -f -- "$d/${fileOf(topic, place)}" || exit 1`);
  await tell(lines([folderOf(place), ...removals]), place);
}

/** The topics that are written down; what is not a note of ours is passed over. */
export async function readNotes(place: NotesPlace): Promise<readonly string[]> {
  const script = sh`for f in "$d"/*; do [ -f "$f" ] && cat -- "$f"; done; true`;
  const stdout = await tell(lines([folderOf(place), script]), place);
  return stdout.split('\n').flatMap((line) => {
    const note = Note.safeParse(parseJson(line));
    return note.success && note.data.host === place.host ? [note.data.topic] : [];
  });
}

function fileOf(topic: string, { host }: NotesPlace): string {
  return createHash('sha256')
    .update(JSON.stringify([host, topic]))
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
