import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import type { SFTPWrapper } from 'ssh2';

import { ConnectError } from '../errors.ts';
import type { Destination } from './destination.ts';
import { checkSent, makeSpool, notSent } from './destination.ts';

/**
 * How writes are cut and how many are under way. 255 KiB is what OpenSSH's server takes at most; ssh2 cuts for servers that take
 * less. Against its own 32 KiB that saves a third of the processor's time on this side, where it is what bounds the speed.
 */
const REQUESTS = { chunkSize: 255 * 1024, concurrency: 32 } as const;

const LOGIN_USER = { becomeUser: undefined, becomePassword: undefined };

/**
 * Sends a large file by SFTP into a folder of the login user, as whom SFTP runs, and makes it over to root where root wants it.
 * The checksums of both sides are taken and compared. Undefined where there is no SFTP: it is switched off, or what the login
 * shell prints when it starts comes between.
 */
export async function sendBySftp(
  { path, sha256: known }: { readonly path: string; readonly sha256?: string },
  sizeBytes: number,
  destination: Destination,
): Promise<{ readonly path: string; readonly sha256: string } | undefined> {
  const { host, identity, shells, onRoundTrip } = destination;
  const sha256 = known ?? (await sha256Of(path));
  // The folder goes with the login user's shell, so that one is held until the file is out of it.
  return shells.uploadAlone(() =>
    shells.withShell(LOGIN_USER, async (login) => {
      onRoundTrip();
      const sent = `${await makeSpool(login)}/sent.${login.nextNumber()}`;
      const remote = sent.replaceAll("'", '');
      if (!(await upload({ path, remote, sizeBytes }, destination))) return undefined;
      onRoundTrip();
      if (identity.becomeUser === undefined) {
        login.keepsFiles();
        login.send(`${checksum(sent)}\n`);
        return checkSent(await login.answer(), { host, sha256 });
      }
      return shells.withShell(identity, async (session) => {
        session.keepsFiles();
        const target = `${await makeSpool(session)}/sent.${session.nextNumber()}`;
        session.send(`mv -- ${sent} ${target} && chown 0:0 ${target} && ${checksum(target)}\n`);
        return checkSent(await session.answer(), { host, sha256 });
      });
    }),
  );
}

/** Prints the SHA-256 of a file and its path, which is quoted already. */
function checksum(path: string): string {
  return `lab_sha256_of_large ${path} && printf '%s' ${path}; lab_say $?`;
}

async function upload(
  { path, remote, sizeBytes }: { readonly path: string; readonly remote: string; readonly sizeBytes: number },
  destination: Destination,
): Promise<boolean> {
  const { host, link, shells, signal } = destination;
  await shells.takePlace();
  let sftp: SFTPWrapper | undefined;
  try {
    sftp = await link.openSftp?.().catch(() => undefined);
    // Whether the connection itself is gone shows in what is tried instead.
    if (!sftp) return false;
    await put(sftp, { path, remote, sizeBytes }, destination);
    return true;
  } catch (cause) {
    if (signal?.aborted) throw signal.reason;
    if (cause instanceof ConnectError) throw cause;
    throw notSent(host, (cause as Error).message);
  } finally {
    sftp?.end();
    shells.freePlace();
  }
}

function put(
  sftp: SFTPWrapper,
  { path, remote, sizeBytes }: { readonly path: string; readonly remote: string; readonly sizeBytes: number },
  { host, link, signal, onProgress }: Destination,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = (): void => reject(signal?.reason as Error);
  signal?.addEventListener('abort', abort);
  void link.lost.then((why) =>
    reject(new ConnectError(host, `the connection was lost while a file was sent: ${why}`, { isLost: true })),
  );
  sftp.fastPut(
    path,
    remote,
    {
      ...REQUESTS,
      mode: 0o600,
      fileSize: sizeBytes,
      step: (sentBytes) => onProgress?.(sentBytes, sizeBytes),
    },
    (error) => (error ? reject(error) : resolve()),
  );
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
