import { join } from 'node:path';

/** The file of the host keys that are known. */
export function knownHostsFile(stateFolder: string): string {
  return join(stateFolder, 'known_hosts');
}
