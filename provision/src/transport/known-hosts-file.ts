/** A line of known_hosts; only what can be read as a plain entry has more than its text. */
export interface KnownHostsLine {
  readonly text: string;
  /** `host`, or `[host]:port`. */
  readonly place?: string;
  /** Base64, as it stands there. */
  readonly key?: string;
  readonly machineId?: string;
}

/** Stands before the machine's id, where OpenSSH has its comment. */
const ID_PREFIX = 'machine=';

/** The lines of a file in OpenSSH's format (sshd(8)). Hashed names, marks and comments are kept and say nothing. */
export function parseKnownHosts(text: string): readonly KnownHostsLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [place = '', , key, comment] = line.trim().split(/\s+/);
      if (key === undefined || /^[#@|]/.test(place)) return { text: line };
      const id = comment?.startsWith(ID_PREFIX)
        ? decodeURIComponent(comment.slice(ID_PREFIX.length))
        : undefined;
      return { text: line, place, key, ...(id !== undefined && { machineId: id }) };
    });
}

/** A machine's line. */
export function formatEntry(
  machine: { readonly host: string; readonly port: number; readonly machineId: string | undefined },
  key: Buffer,
): Required<Omit<KnownHostsLine, 'machineId'>> {
  const place = placeOf(machine);
  const base64 = key.toString('base64');
  const id = machine.machineId === undefined ? '' : ` ${ID_PREFIX}${encodeURIComponent(machine.machineId)}`;
  return { text: `${place} ${keyTypeOf(key)} ${base64}${id}`, place, key: base64 };
}

/** The name of an address in known_hosts. */
export function placeOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return port === 22 ? host : `[${host}]:${port}`;
}

/** The first field of a key as it goes over the wire (RFC 4253, 6.6): its length and the kind. */
export function keyTypeOf(key: Buffer): string {
  return key.toString('latin1', 4, 4 + key.readUInt32BE(0));
}
