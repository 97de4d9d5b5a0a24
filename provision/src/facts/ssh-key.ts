import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';

/** An SSH key on the machine; null where the file is not there. */
export type SshKey = {
  /** As `ssh-keygen -l` prints it: bits, hash, comment, type. */
  readonly fingerprint: string;
  /** The line of the .pub file. */
  readonly publicKey: string;
} | null;

const SSH_KEY: FactFamily<string, SshKey> = {
  name: 'ssh-key',
  programs: ['cat', 'ssh-keygen'],
  steadiness: 'settled',
  script: (paths) => lines(paths.flatMap((path) => [sh`echo =`, showSshKey(path)])),
  parse: (stdout) => stdout.toString('utf8').split(/^=\n/m).slice(1).map(parseSshKey),
};

/** A private key's fingerprint and public key, by its path. */
export function sshKeyAbout(path: string): MachineFact<SshKey> {
  return about(SSH_KEY, path);
}

/** Prints what `parseSshKey` reads. */
export function showSshKey(path: string): Command {
  return sh`if [ -f ${path} ]; then ssh-keygen -l -f ${path} </dev/null; cat -- ${`${path}.pub`}; fi`;
}

/** Reads what `showSshKey` prints. */
export function parseSshKey(text: string): SshKey {
  const [fingerprint = '', publicKey = ''] = text.trim().split('\n');
  return fingerprint === '' ? null : { fingerprint, publicKey };
}
