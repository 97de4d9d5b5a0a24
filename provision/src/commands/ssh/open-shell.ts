import type { Host, SshAddress } from '../../inventory/inventory.ts';
import { createKnownHosts } from '../../transport/known-hosts.ts';
import { openConnection } from '../../transport/open-connection.ts';
import { sh } from '../../shell/command.ts';
import type { CommandContext, Outcome } from '../command.ts';

/** OpenSSH's own exit code where it, and not the command, failed. */
const SSH_FAILED = 255;

/** A shell of OpenSSH on one machine, in our terminal; a command in its place where there is one. */
export async function openShell(
  hosts: readonly Host[],
  given: { readonly command: readonly string[]; readonly knownHosts: string },
  context: CommandContext,
): Promise<Outcome> {
  const [host] = hosts;
  if (!host || hosts.length > 1) {
    return {
      status: 'bad-command-line',
      mistakes: [`one machine, not ${hosts.length}; many at once: lab run PATTERN -m command -a …`],
    };
  }
  const { address, name } = host;
  if (address.kind === 'local') return { status: 'bad-command-line', mistakes: [`${name} is this computer`] };
  await makeKnown(host, given.knownHosts, context);
  const { execa } = await import('execa');
  const result = await execa('ssh', [...sshWords(address, given.knownHosts), ...given.command], {
    stdin: 'inherit',
    stdout: 'inherit',
    stderr: 'inherit',
    reject: false,
  });
  if (result.code === 'ENOENT') {
    return { status: 'bad-command-line', mistakes: ['this computer has no `ssh`: install OpenSSH'] };
  }
  if (result.exitCode === SSH_FAILED) return { status: 'unreachable' };
  return { status: result.failed ? 'failed' : 'done' };
}

/** Our own way of trusting machines comes first: one that was made anew has its old key forgotten. */
async function makeKnown(host: Host, file: string, { environment, output }: CommandContext): Promise<void> {
  const knownHosts = createKnownHosts({
    file,
    onNote: (machine, text) => output.note(`${machine}: ${text}\n`),
  });
  await using connection = openConnection(host, { knownHosts, environment });
  await connection.ask([sh`true`], { identity: { becomeUser: undefined, becomePassword: undefined } });
}

/** The options of ssh(1) for a machine, its address last. */
export function sshWords(address: SshAddress, knownHosts: string): readonly string[] {
  const { proxyJump } = address;
  return [
    '-o',
    `UserKnownHostsFile=${quoted(knownHosts)}`,
    '-o',
    'StrictHostKeyChecking=yes',
    ...keyWords(address),
    ...(proxyJump
      ? ['-o', `ProxyCommand=ssh ${sshWords(proxyJump, knownHosts).map(quoted).join(' ')} -W %h:%p`]
      : []),
    '-p',
    String(address.port),
    '-l',
    address.user,
    address.host,
  ];
}

function keyWords({ privateKeyFile }: SshAddress): readonly string[] {
  return privateKeyFile === undefined ? [] : ['-o', 'IdentitiesOnly=yes', '-i', privateKeyFile];
}

/** A word as ssh_config(5) reads it, and as the shell of ProxyCommand does. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `"${word}"`;
}
