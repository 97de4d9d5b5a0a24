import { readFile, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, networkInterfaces, totalmem } from 'node:os';

import { execa } from 'execa';

const MIB = 2 ** 20;

/** A program gets this long to say its version: VBoxManage and docker hang when their service does. */
const PROGRAM_TIMEOUT_MS = 10_000;

/** What the doctor asks of the user's computer. A test brings another one. */
export interface Computer {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cpus: number;
  readonly memoryMib: number;
  readonly interfaces: readonly NetworkInterface[];
  /** What a program printed; undefined where it is not there or fails. */
  readonly ask: (program: string, words: readonly string[]) => Promise<string | undefined>;
  /** The content of a file; undefined where it cannot be read. */
  readonly read: (file: string) => Promise<string | undefined>;
  readonly freeDiskMib: (folder: string) => Promise<number>;
  readonly isPortFree: (host: string, port: number) => Promise<boolean>;
}

/** An IPv4 address of an interface, such as 192.168.56.1/24. */
export interface NetworkInterface {
  readonly name: string;
  readonly cidr: string;
}

/** The computer that we run on. */
export function thisComputer(environment: Computer['environment'], signal: AbortSignal): Computer {
  return {
    platform: process.platform,
    environment,
    cpus: availableParallelism(),
    memoryMib: Math.floor(totalmem() / MIB),
    interfaces: Object.entries(networkInterfaces()).flatMap(([name, addresses]) =>
      (addresses ?? []).flatMap(({ family, cidr, internal }) =>
        family === 'IPv4' && cidr !== null && !internal ? [{ name, cidr }] : [],
      ),
    ),
    ask: async (program, words) => {
      const result = await execa(program, words, {
        env: environment,
        extendEnv: false,
        reject: false,
        stdin: 'ignore',
        timeout: PROGRAM_TIMEOUT_MS,
        cancelSignal: signal,
      });
      return result.failed ? undefined : result.stdout;
    },
    read: async (file) => readFile(file, 'utf8').catch(() => undefined),
    freeDiskMib: async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return Math.floor((bavail * bsize) / MIB);
    },
    isPortFree: (host, port) =>
      new Promise((resolve) => {
        const server = createServer();
        server.once('error', () => resolve(false));
        server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
      }),
  };
}
