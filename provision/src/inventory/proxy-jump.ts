import type { SshAddress } from './inventory.ts';

/** What `ansible_ssh_common_args` says, as far as the lab obeys it. */
export type ParsedCommonArgs =
  | {
      readonly jump:
        | { readonly host: string; readonly port: number | undefined; readonly user: string | undefined }
        | undefined;
    }
  | { readonly mistake: string };

/**
 * Reads the arguments of ssh that name one machine to go through: `-J USER@HOST:PORT`, `-o ProxyJump=…`, and
 * `-o ProxyCommand="ssh -W %h:%p USER@HOST"`, which says the same. Anything else is a mistake: no ssh program is run.
 */
export function parseCommonArgs(text: string): ParsedCommonArgs {
  const trimmed = text.trim();
  if (trimmed === '') return { jump: undefined };
  const target =
    /^-J\s*(\S+)$/.exec(trimmed)?.[1] ??
    /^-o\s*["']?ProxyJump(?:=|\s+)["']?([^\s"']+)["']?$/i.exec(trimmed)?.[1] ??
    targetOfCommand(/^-o\s*(["']?)ProxyCommand(?:=|\s+)(["']?)(ssh\s.+?)\2\1$/i.exec(trimmed)?.[3]);
  if (target === undefined) {
    return {
      mistake: `only one proxy jump is obeyed here, written \`-J USER@HOST:PORT\`; this is \`${trimmed}\``,
    };
  }
  if (target.includes(','))
    return { mistake: `one machine to go through is obeyed, these are several: \`${target}\`` };
  const parts = /^(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(target);
  if (!parts?.[2]) return { mistake: `\`${target}\` is not USER@HOST:PORT` };
  const [, user, host, port] = parts;
  return {
    jump: { host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? undefined : Number(port), user },
  };
}

/** `ssh -W %h:%p [-p PORT] [-q] USER@HOST` as USER@HOST:PORT. */
function targetOfCommand(command: string | undefined): string | undefined {
  if (command === undefined || !/-W\s*%h:%p/.test(command)) return undefined;
  const port = /\s-p\s*(\d+)/.exec(command)?.[1];
  const words = command
    .replace(/-W\s*%h:%p|\s-p\s*\d+|\s-q\b/g, ' ')
    .trim()
    .split(/\s+/);
  const [, target, more] = words;
  if (target === undefined || more !== undefined || target.startsWith('-')) return undefined;
  return port === undefined ? target : `${target}:${port}`;
}

/** The address of a jump: the inventory's own for a host that it names, else as written, with the user and key of the machine behind it. */
export function jumpAddress(
  jump: { readonly host: string; readonly port: number | undefined; readonly user: string | undefined },
  behind: SshAddress,
  known: SshAddress | undefined,
): SshAddress {
  return {
    kind: 'ssh',
    host: known?.host ?? jump.host,
    port: jump.port ?? known?.port ?? 22,
    user: jump.user ?? known?.user ?? behind.user,
    privateKeyFile: known?.privateKeyFile ?? behind.privateKeyFile,
    proxyJump: undefined,
  };
}
