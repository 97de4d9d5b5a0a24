import { closeSync, fchmodSync, openSync, writeSync } from 'node:fs';

import ssh2 from 'ssh2';
import type { SFTPWrapper } from 'ssh2';

const { OPEN_MODE, STATUS_CODE } = ssh2.utils.sftp;

/** As much of SFTP as sending a file takes: open, write, set the mode, close. Files are real. */
export function serveSftp(sftp: SFTPWrapper): void {
  const files = new Map<number, number>();
  let next = 0;
  const fileOf = (handle: Buffer): number => files.get(handle.readUInt32BE(0)) ?? -1;
  const answer = (request: number, action: () => void): void => {
    try {
      action();
      sftp.status(request, STATUS_CODE.OK);
    } catch (error) {
      sftp.status(request, STATUS_CODE.FAILURE, (error as Error).message);
    }
  };
  sftp.on('OPEN', (request, path, flags) => {
    try {
      const file = openSync(path, (flags & OPEN_MODE.WRITE) === 0 ? 'r' : 'w', 0o600);
      const handle = Buffer.alloc(4);
      handle.writeUInt32BE(next);
      files.set(next, file);
      next += 1;
      sftp.handle(request, handle);
    } catch (error) {
      sftp.status(request, STATUS_CODE.FAILURE, (error as Error).message);
    }
  });
  sftp.on('WRITE', (request, handle, offset, data) =>
    answer(request, () => {
      writeSync(fileOf(handle), data, 0, data.length, offset);
    }),
  );
  sftp.on('FSETSTAT', (request, handle, { mode }) => answer(request, () => fchmodSync(fileOf(handle), mode)));
  sftp.on('CLOSE', (request, handle) => answer(request, () => closeSync(fileOf(handle))));
}
