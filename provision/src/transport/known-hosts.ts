import { createHash } from 'node:crypto';

import { readIfThere } from '../files/read-if-there.ts';
import { replaceFile } from '../files/replace-file.ts';
import { HostKeyError } from './errors.ts';
import { formatEntry, keyTypeOf, parseKnownHosts, placeOf } from './known-hosts-file.ts';
import type { KnownHostsLine } from './known-hosts-file.ts';

/** A machine as known_hosts tells it from others. */
export interface KnownMachine {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Tells a machine that was made anew from the old one. */
  readonly machineId: string | undefined;
}

/** What is known of machines' host keys. Shared by all connections of a run; one change of the file at a time. */
export interface KnownHosts {
  /**
   * Whether the machine may be talked to. A machine that nobody knows is accepted and written down; a new machine (another
   * id) at an old address takes its place. @throws {HostKeyError} when it is known by another key
   */
  check(machine: KnownMachine, key: Buffer): Promise<void>;
  /** The kind of key that the machine is known by (ssh-ed25519 …), so that it is asked for that one. */
  keyType(machine: KnownMachine): Promise<string | undefined>;
  /** Forgets all keys of the machine, at its address and under its id. How many there were. */
  forget(machine: Omit<KnownMachine, 'name'>): Promise<number>;
}

/** The host keys in a file of OpenSSH's format; the id of a machine stands where it has comments. */
export function createKnownHosts({
  file,
  onNote,
}: {
  /** Made, with its folder, when there is something to write. */
  readonly file: string;
  /** Hears what the user should know: first contacts, keys of machines that were made anew. */
  readonly onNote: (machine: string, text: string) => void;
}): KnownHosts {
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const next = turn.then(job);
    turn = next.catch(() => undefined);
    return next;
  };
  const read = async (): Promise<readonly KnownHostsLine[]> =>
    parseKnownHosts((await readIfThere(file)) ?? '');
  const write = (lines: readonly KnownHostsLine[]): Promise<void> =>
    replaceFile(file, lines.map(({ text }) => `${text}\n`).join(''));

  return {
    check: (machine, key) =>
      inTurn(async () => {
        const lines = await read();
        const shown = key.toString('base64');
        const entry = formatEntry(machine, key);
        const ofMachine = lines.filter((line) => isOfMachine(line, machine));
        const fingerprint = fingerprintOf(key);
        if (ofMachine.some((line) => line.key === shown)) {
          // Known; perhaps by another address, or from before it had an id.
          const isWritten = ofMachine.some(
            (line) =>
              line.place === placeOf(machine) &&
              (machine.machineId === undefined || line.machineId === machine.machineId),
          );
          if (!isWritten) {
            await write([...lines.filter((line) => line.place !== placeOf(machine)), entry]);
          }
          return;
        }
        const [known] = ofMachine;
        if (known?.key !== undefined) {
          throw new HostKeyError(machine.name, {
            known: fingerprintOf(Buffer.from(known.key, 'base64')),
            shown: fingerprint,
            file,
            isIdentified: machine.machineId !== undefined && known.machineId === machine.machineId,
          });
        }
        const others = lines.filter((line) => line.place !== placeOf(machine));
        await write([...others, entry]);
        onNote(
          machine.name,
          others.length < lines.length
            ? `a new machine at ${placeOf(machine)}: the old one's host key is forgotten, this one's is ${fingerprint}`
            : `first contact with ${placeOf(machine)}: its host key is ${fingerprint}`,
        );
      }),
    keyType: (machine) =>
      inTurn(async () => {
        const key = (await read()).find((line) => isOfMachine(line, machine))?.key;
        return key === undefined ? undefined : keyTypeOf(Buffer.from(key, 'base64'));
      }),
    forget: (machine) =>
      inTurn(async () => {
        const lines = await read();
        const kept = lines.filter(
          (line) =>
            line.key === undefined ||
            (line.place !== placeOf(machine) &&
              (machine.machineId === undefined || line.machineId !== machine.machineId)),
        );
        if (kept.length < lines.length) await write(kept);
        return lines.length - kept.length;
      }),
  };
}

/** An id decides where both sides have one; without, the address. */
function isOfMachine(line: KnownHostsLine, machine: KnownMachine): boolean {
  if (line.key === undefined) return false;
  if (line.machineId !== undefined && machine.machineId !== undefined)
    return line.machineId === machine.machineId;
  return line.place === placeOf(machine);
}

/** As `ssh-keygen -l` prints it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}
