import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

import type { SFTPWrapper } from 'ssh2';

import { quote } from '../../shell/quote.ts';
import { ConnectError } from '../errors.ts';
import type { Destination } from './destination.ts';
import { checkSent, makeSpool, notSent } from './destination.ts';

const LOGIN_USER = { becomeUser: undefined, becomePassword: undefined };

/**
 * Sends a large file by SFTP into a folder of the login user, as whom SFTP runs, and makes it over to root where root wants it.
 * The checksums of both sides are taken and compared.
 */
export async function sendBySftp(
  path: string,
  sizeBytes: number,
  destination: Destination,
): Promise<{ readonly path: string; readonly sha256: string }> {
  const { host, identity, shells, onRoundTrip } = destination;
  const sha256 = await sha256Of(path);
  const sent = await shells.withShell(LOGIN_USER, async (session) => {
    session.keepsFiles();
    onRoundTrip();
    return `${await makeSpool(session)}/sent.${session.nextNumber()}`;
  });
  const remote = sent.replaceAll("'", '');
  await upload({ path, remote, sizeBytes }, destination);
  return shells.withShell(identity, async (session) => {
    session.keepsFiles();
    onRoundTrip();
    const target = `${await makeSpool(session)}/sent.${session.nextNumber()}`;
    const takeOver =
      identity.becomeUser === undefined
        ? `mv -- ${quote(remote)} ${target}`
        : `mv -- ${quote(remote)} ${target} && chown 0:0 ${target}`;
    session.send(`${takeOver} && lab_sha256 ${target} && printf '%s' ${target}; lab_say $?\n`);
    return checkSent(await session.answer(), { host, sha256 });
  });
}

async function upload(
  { path, remote, sizeBytes }: { readonly path: string; readonly remote: string; readonly sizeBytes: number },
  destination: Destination,
): Promise<void> {
  const { host, link, shells, signal } = destination;
  await shells.takePlace();
  let sftp: SFTPWrapper | undefined;
  try {
    sftp = await link.openSftp?.();
    if (!sftp) throw notSent(host, 'there is no SFTP');
    await put(sftp, { path, remote, sizeBytes }, destination);
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
    { mode: 0o600, fileSize: sizeBytes, step: (sentBytes) => onProgress?.(sentBytes, sizeBytes) },
    (error) => (error ? reject(error) : resolve()),
  );
  return promise.finally(() => signal?.removeEventListener('abort', abort));
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}
