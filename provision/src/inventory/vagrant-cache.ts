import { connect } from 'node:net';

import { z } from 'zod';

import { readIfThere } from '../files/read-if-there.ts';
import { replaceFile } from '../files/replace-file.ts';
import type { SshConfigHost } from './ssh-config.ts';

const CachedMachine = z.strictObject({
  name: z.string(),
  host: z.string(),
  port: z.int(),
  user: z.string(),
  privateKeyFile: z.string().optional(),
});

const Cache = z.strictObject({ ids: z.record(z.string(), z.string()), machines: z.array(CachedMachine) });

/** Long enough for a machine that is busy; asking Vagrant takes as long. */
const ANSWER_TIMEOUT_MS = 5000;

/**
 * What Vagrant said last time, where it must still be so: the same machines (by their ids), all of which ran then, and
 * an SSH server answers for each. Else undefined, and Vagrant has to be asked.
 */
export async function readVagrantCache(
  path: string,
  ids: ReadonlyMap<string, string>,
): Promise<readonly SshConfigHost[] | undefined> {
  const text = await readIfThere(path);
  const cache = text === undefined ? undefined : Cache.safeParse(parseJson(text)).data;
  if (!cache || JSON.stringify(cache.ids) !== JSON.stringify(Object.fromEntries(ids))) return undefined;
  const running = new Set(cache.machines.map(({ name }) => name));
  if (![...ids.keys()].every((name) => running.has(name))) return undefined;
  const answers = await Promise.all(cache.machines.map(({ host, port }) => hasSshServer(host, port)));
  if (answers.includes(false)) return undefined;
  return cache.machines.map((machine) => ({ ...machine, privateKeyFile: machine.privateKeyFile }));
}

/** Keeps what Vagrant said. @throws {FileError} */
export async function writeVagrantCache(
  path: string,
  ids: ReadonlyMap<string, string>,
  machines: readonly SshConfigHost[],
): Promise<void> {
  const cache = { ids: Object.fromEntries(ids), machines };
  await replaceFile(path, `${JSON.stringify(cache, undefined, 2)}\n`);
}

/** Whether something greets as SSH servers do; a forwarded port alone is open also where the machine behind is dead. */
function hasSshServer(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => end(false));
    socket.once('data', (greeting) => end(greeting.toString('latin1').startsWith('SSH-')));
    socket.once('error', () => end(false));
    socket.once('end', () => end(false));
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A cache that cannot be read is none.
    return undefined;
  }
}
